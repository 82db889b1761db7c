import type { Metadata } from "next";
import { requirePage } from "@/app/_server/session";
import { Section } from "@/components/ui/card";
import { Fact, FactList } from "@/components/ui/fact-list";
import { PageHeader } from "@/components/ui/page-header";
import { roleName } from "@/components/ui/role-name";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
  const { user } = await requirePage("account.self");
  return (
    <>
      <PageHeader title="Your account" />
      <Section title="Sign-in">
        <FactList>
          <Fact label="Name">{user.name}</Fact>
          <Fact label="E-mail">{user.email}</Fact>
          <Fact label="Role">{roleName(user.role)}</Fact>
        </FactList>
      </Section>
    </>
  );
}
