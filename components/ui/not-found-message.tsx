import { buttonStyle } from "./button-style";

/** The body of a page that does not exist, inside whatever <main> surrounds it. */
export function NotFoundMessage() {
  return (
    <div className="flex flex-col items-center gap-1 px-6 py-16 text-center">
      <p className="mb-2 text-3xl font-semibold text-muted tabular">404</p>
      <h1 className="text-xl font-semibold">There is nothing at this address</h1>
      <p className="max-w-[44ch] text-muted">It may have been removed, or the address is not complete.</p>
      {/* A plain link: this comes with every page, and must not bring the router's link along. */}
      <a href="/" className={buttonStyle({ variant: "primary", className: "mt-5" })}>
        Go to the start page
      </a>
    </div>
  );
}
