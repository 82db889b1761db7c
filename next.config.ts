import type { NextConfig } from "next";

const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=()" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
];

const config: NextConfig = {
  output: "standalone",
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
  reactCompiler: true,
  poweredByHeader: false,
  serverExternalPackages: ["postgres"],
  // A page refuses by forbidden(), with its own 403 page.
  experimental: { authInterrupts: true },
  devIndicators: false,
  // Knowlarity's address holds its token, which the development server would print.
  logging: { incomingRequests: { ignore: [/^\/api\/webhooks\//] } },
  async headers() {
    return [
      { source: "/:path*", headers: securityHeaders },
      // Answers for programs hold nothing to run or to frame; pages get their policy, with a nonce, from proxy.ts.
      ...[
        "/api/v1/:path*",
        "/api/webhooks/:path*",
        "/api/health",
        "/calendar/:path*",
        "/desk/search",
        "/live",
      ].map((source) => ({
        source,
        headers: [{ key: "Content-Security-Policy", value: "default-src 'none'; frame-ancestors 'none'" }],
      })),
    ];
  },
};

export default config;
