import { sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import type { Ctx } from "@/domain/ctx";
import { requirePermission } from "@/domain/permissions";

export type WalkInChoices = {
  branches: { id: string; name: string }[];
  assignees: { id: string; name: string }[];
};

/** What the forms of leads offer: open branches, and staff who look after leads. */
export async function walkInChoices(ctx: Ctx): Promise<WalkInChoices> {
  requirePermission(ctx.actor, "leads.read");
  const [row] = await prepared<WalkInChoices>(
    ctx.db,
    sql`select
      (select coalesce(json_agg(json_build_object('id', id, 'name', name) order by name), '[]')
        from branches where closed_at is null) branches,
      (select coalesce(json_agg(json_build_object('id', id, 'name', name) order by role = 'relationship_manager' desc, name), '[]')
        from users where disabled_at is null and role in ('relationship_manager', 'receptionist', 'admin')) assignees`,
  );
  return row ?? { branches: [], assignees: [] };
}
