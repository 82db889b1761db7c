export { gate as proxy } from "@/app/_server/gate";

// Pages only: on the API, the webhooks and the desk's search and live stream it would cost a third of the requests per second, and cut large bodies.
export const config = {
  matcher: [
    "/((?!api/|_next/|calendar/|desk/search|live$|icon|.*\\.(?:svg|png|ico|txt|webmanifest)$).*)",
    "/api/docs",
  ],
};
