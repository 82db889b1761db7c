import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { userCtx } from "@/db/testing/ctx";
import { testDatabase } from "@/db/testing/database";
import { recordCustomerView } from "./record-view";

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const viewsOf = (customerId: string) =>
  database.sql`select actor_id, action, subject_kind from audit_events where subject_id = ${customerId} order by id`;

it("a second look within ten minutes leaves no second row, another person's does", async () => {
  const customerId = randomUUID();
  const amina = userCtx(database.db, "receptionist", { id: randomUUID() });
  const brian = userCtx(database.db, "reviewer", { id: randomUUID() });
  await recordCustomerView(amina, { customerId });
  await recordCustomerView(amina, { customerId });
  await recordCustomerView(brian, { customerId });
  const ids = [amina, brian].map(({ actor }) => actor.kind === "user" && actor.id);
  expect(await viewsOf(customerId)).toEqual(
    ids.map((actor_id) => ({ actor_id, action: "customers.viewed", subject_kind: "customer" })),
  );
});

it("a look after ten minutes is kept again", async () => {
  const customerId = randomUUID();
  const amina = userCtx(database.db, "receptionist", { id: randomUUID() });
  const id = amina.actor.kind === "user" ? amina.actor.id : "";
  await database.sql`insert into audit_events (at, actor_kind, actor_id, action, subject_kind, subject_id)
    values (now() - interval '11 minutes', 'user', ${id}, 'customers.viewed', 'customer', ${customerId})`;
  await recordCustomerView(amina, { customerId });
  expect(await viewsOf(customerId)).toHaveLength(2);
});

it("is refused to a role that may not read customers", async () => {
  const delivery = userCtx(database.db, "delivery");
  await expect(recordCustomerView(delivery, { customerId: randomUUID() })).rejects.toMatchObject({
    code: "forbidden",
  });
});
