import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import { command } from "@/domain/command";
import { notFound } from "@/domain/errors";
import { editCustomerInput } from "./input";

/** Staff change facts. What they enter stays: channels only fill what is empty. Throws `not_found`. */
export const editCustomer = command({
  name: "customers.edit",
  permission: "customers.write",
  input: editCustomerInput,
  run: async (ctx, { id, ...facts }, audit) => {
    const column = { displayName: "display_name", email: "email", address: "address", area: "area" } as const;
    const changed = (Object.keys(column) as (keyof typeof column)[]).filter(
      (field) => facts[field] !== undefined,
    );
    const assignments = changed.map(
      (field) => sql`${sql.identifier(column[field])} = ${facts[field] ?? null}`,
    );
    const [row] = await prepared<{ id: string }>(
      ctx.db,
      sql`update customers set ${sql.join([...assignments, sql`updated_at = now()`], sql`, `)}
        where id = ${id}::uuid and merged_into_id is null and deleted_at is null returning id`,
    );
    if (!row) throw notFound("This customer");
    if (changed.length > 0)
      audit({ subjectKind: "customer", subjectId: id, changes: { fields: changed.map((f) => column[f]) } });
  },
});
