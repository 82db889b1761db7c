import "./globals.css";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { currentTheme } from "@/components/shell/theme";
import { arabic, inter } from "./fonts";

export const metadata: Metadata = {
  title: { template: "%s · Switchboard", default: "Switchboard" },
  description: "One customer per phone number, whatever channel they use.",
  robots: { index: false, follow: false },
  // Phone numbers on our pages are text; a browser that turns them into links breaks the rows they are in.
  formatDetection: { telephone: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f7f8fa" },
    { media: "(prefers-color-scheme: dark)", color: "#0b1120" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = await currentTheme();
  return (
    <html lang="en" dir="ltr" data-theme={theme} className={`${inter.variable} ${arabic.variable}`}>
      <body className="min-h-dvh font-sans">
        <a
          href="#main"
          data-shell
          className="sr-only focus:not-sr-only focus:fixed focus:start-4 focus:top-4 focus:z-50 focus:rounded-control focus:bg-accent focus:px-4 focus:py-2 focus:font-medium focus:text-accent-contrast"
        >
          Skip to content
        </a>
        {children}
      </body>
    </html>
  );
}
