import type { Metadata } from "next";
import { BrandMark } from "@/components/shell/brand";
import { env } from "@/env";
import { DEMO_SIGN_INS } from "./demo-sign-ins";
import { SignInForm } from "./sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function SignInPage({ searchParams }: Props) {
  const { next } = await searchParams;
  const { ORGANISATION_NAME, SWITCHBOARD_DEMO } = env();
  return (
    <div className="w-full max-w-sm">
      <div className="mb-6 flex flex-col items-center gap-4 text-center">
        <BrandMark size={44} />
        <div>
          <h1 className="text-2xl font-semibold tracking-tight">Sign in to Switchboard</h1>
          <p className="mt-1 text-muted">{ORGANISATION_NAME}</p>
        </div>
      </div>
      <SignInForm
        next={typeof next === "string" ? next : ""}
        demoSignIns={SWITCHBOARD_DEMO ? DEMO_SIGN_INS : []}
      />
    </div>
  );
}
