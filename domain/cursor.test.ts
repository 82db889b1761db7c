import { expect, it } from "vitest";
import { decodeCursor, encodeCursor } from "./cursor";

const id = "019df77f-bc5d-7781-9e8e-ebd68def0a9b";

it.each(["2026-11-21 10:00:00.123456+00", "2026-11-21T10:00:00Z", "2026-02-28 23:59:59+05:30"])(
  "%s comes back as it was",
  (at) => {
    expect(decodeCursor(encodeCursor({ at, id }))).toEqual({ at, id });
  },
);

it.each([
  ["1", id],
  ["2026-02-30 10:00:00+00", id],
  ["+275760-09-13T00:00:00Z", id],
  ["Jan 1 2020 (x)", id],
  ["2026-11-21 10:00:00+00", "-".repeat(36)],
  ["2026-11-21 10:00:00+00", "0".repeat(36)],
  ["2026-11-21 10:00:00+00\0", id],
])("a place that was never handed out is refused by its field's name: %s, %s", (at, madeUp) => {
  expect(() => decodeCursor(encodeCursor({ at, id: madeUp }))).toThrow(
    expect.objectContaining({ fields: [expect.objectContaining({ field: "after" })] }),
  );
});
