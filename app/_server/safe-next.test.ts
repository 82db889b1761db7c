import { expect, test } from "vitest";
import { safeNext } from "./safe-next";

test("a path of this site is kept with its query", () => {
  expect(safeNext("/customers?status=CUSTOMER#top")).toBe("/customers?status=CUSTOMER#top");
});

test("nothing that a browser would read as another site gets through", () => {
  const traps = [
    "https://elsewhere.example",
    "//elsewhere.example",
    "/\\elsewhere.example",
    "/\t/elsewhere.example",
    "/\n/elsewhere.example",
    "/a/..//elsewhere.example",
    "javascript:alert(1)",
    "desk",
    "",
    null,
    ["/desk"],
  ];
  for (const trap of traps) expect({ trap, next: safeNext(trap) }).toEqual({ trap, next: null });
});

test("signing in never leads back to signing in or out, nor to data instead of a page", () => {
  for (const path of ["/sign-in", "/sign-out", "/api/v1/customers"]) expect(safeNext(path)).toBeNull();
  expect(safeNext("/sign-information")).toBe("/sign-information");
});
