import { expect, it } from "vitest";
import { quoteLongIntegers } from "./exact-json";
import { readJsonBody } from "./json-body";

const read = (text: string) => JSON.parse(quoteLongIntegers(text));

it("ids beyond 2^53 come back digit by digit", () => {
  expect(read('{"id":12345678901234567890,"list":[9007199254740993,-9007199254740993]}')).toEqual({
    id: "12345678901234567890",
    list: ["9007199254740993", "-9007199254740993"],
  });
});

it("leaves small numbers, fractions and digits inside texts alone", () => {
  const text =
    '{"a":123456789012345,"b":1.2345678901234567,"c":"x 12345678901234567890 \\" 12345678901234567890","d":1e400}';
  expect(read(text)).toEqual(JSON.parse(text));
});

it("a long text full of escapes is read in no time, closed or not", () => {
  const long = '\\"'.repeat(1_000_000);
  const id = "12345678901234567890";
  expect(read(`{"id":${id},"a":"${long}"}`)).toMatchObject({ id, a: expect.stringMatching(/^"{1000000}$/) });
  expect(() => readJsonBody(Buffer.from(`{"id":${id},"a":"${long}`))).toThrow("it is not JSON");
});
