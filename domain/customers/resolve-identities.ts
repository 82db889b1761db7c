import { isDeepStrictEqual } from "node:util";
import { raiseAlert } from "@/domain/channel-alerts";
import type { Ctx } from "@/domain/ctx";
import { log } from "@/domain/log";
import { addKeys, createOwner, endKeys } from "./claim-keys";
import { type FormerIdentity, formerKeysOf, type Identity, type IdentityKey, keysOf } from "./identity-keys";
import { findOwners, lockOwners, lockSoleOwner } from "./identity-owners";
import { decide, type Plan } from "./identity-rules";
import { linkEarlierEvents } from "./late-link";
import { mergeProven } from "./merge-proven";
import { type Facts, type Resolution, type Source, touchOwner } from "./resolve";

type Input = {
  identity: Identity;
  /** Set when the provider itself says that somebody's number or id has changed. */
  former: FormerIdentity | null;
  source: Source;
  branchId: string | null;
  facts: Facts;
  seenAt: Date;
};

/**
 * `learnt` says that a key was added, ended or brought two records together; `isForeignNumber` that the number belongs to somebody else who has not
 * given it up, so that it must not be taken for this customer's.
 */
export type IdentityResolution = Resolution & { learnt: boolean; isForeignNumber: boolean };

/** Somebody changed what we were looking at. The round's locks are given back before the next begins, so that nobody waits in a ring. */
class Moved extends Error {}
const MOST_ROUNDS = 10;

/**
 * Finds the customer whom an event's keys belong to, or creates them: exactly one for any number of concurrent callers with any of the keys.
 * Keys that were missing are added; two records that the keys prove to be one person are merged. Must run inside a transaction.
 */
export async function resolveByIdentities(ctx: Ctx, input: Input): Promise<IdentityResolution> {
  const keys = keysOf(input.identity);
  const former = formerKeysOf(input.former, input.identity);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const owner = keys.length > 0 && former.length === 0 ? await lockSoleOwner(ctx, keys) : null;
    if (owner) {
      await touchOwner(ctx, input, owner, input.identity.phone?.matchKey ?? null);
      return { customerId: owner, isNewCustomer: false, reason: null, learnt: false, isForeignNumber: false };
    }
    try {
      return await ctx.db.transaction((savepoint) =>
        settle({ ...ctx, db: savepoint }, input, { keys, former }),
      );
    } catch (error) {
      if (!(error instanceof Moved)) throw error;
    }
  }
  throw new Error("The owners of an event's keys changed ten times within one look-up");
}

type Keys = { keys: IdentityKey[]; former: IdentityKey[] };

async function settle(ctx: Ctx, input: Input, keys: Keys): Promise<IdentityResolution> {
  const plan = await lockedPlan(ctx, input, keys);
  if (plan.kind === "nobody") {
    return {
      customerId: null,
      isNewCustomer: false,
      reason: plan.reason,
      learnt: false,
      isForeignNumber: false,
    };
  }
  const customerId = await carryOut(ctx, input, plan);
  const phone = plan.add.find(({ kind }) => kind === "phone");
  if (phone)
    await linkEarlierEvents(ctx, { customerId, e164: phone.value, matchKey: phone.matchKey, except: null });
  await tellStaff(ctx, plan, customerId);
  const isNewCustomer = plan.kind === "create";
  if (isNewCustomer) {
    log.info("customer created", {
      customer_id: customerId,
      source: input.source,
      request_id: ctx.requestId,
    });
  }
  return {
    customerId,
    isNewCustomer,
    reason: null,
    learnt: plan.kind === "merge" || plan.add.length > 0 || (plan.kind === "attach" && plan.end.length > 0),
    isForeignNumber: plan.kind !== "merge" && plan.changedHands !== null,
  };
}

/** What is to be done, true under locks: decided, locked, and decided again from a fresh look. */
async function lockedPlan(ctx: Ctx, input: Input, { keys, former }: Keys): Promise<Plan> {
  const look = async () =>
    decide({ keys, former, owned: await findOwners(ctx, [...keys, ...former], input.identity.scope) });
  const plan = await look();
  const involved =
    plan.kind === "attach" ? [plan.customerId] : plan.kind === "merge" ? [plan.keptId, ...plan.goneIds] : [];
  if (involved.length === 0) return plan;
  await lockOwners(ctx, involved);
  if (!isDeepStrictEqual(await look(), plan)) throw new Moved();
  return plan;
}

async function carryOut(ctx: Ctx, input: Input, plan: Exclude<Plan, { kind: "nobody" }>): Promise<string> {
  const { source, seenAt, facts } = input;
  if (plan.kind === "create") {
    const customerId = await createOwner(ctx, { ...input, keys: plan.add });
    if (!customerId) throw new Moved();
    if (!(await addKeys(ctx, { customerId, keys: plan.add.slice(1), source, seenAt }))) throw new Moved();
    return customerId;
  }
  const customerId = plan.kind === "merge" ? plan.keptId : plan.customerId;
  if (plan.kind === "merge") {
    for (const goneId of plan.goneIds) await mergeProven(ctx, { keptId: customerId, goneId });
  }
  if (!(await addKeys(ctx, { customerId, keys: plan.add, source, seenAt }))) throw new Moved();
  await endKeys(ctx, { customerId, keys: plan.end, whatsappId: facts.whatsappId ?? null });
  await touchOwner(ctx, input, customerId, input.identity.phone?.matchKey ?? null);
  return customerId;
}

/** What a machine must not decide is left as a task, for as long as it shows. */
async function tellStaff(
  ctx: Ctx,
  plan: Exclude<Plan, { kind: "nobody" }>,
  customerId: string,
): Promise<void> {
  if (plan.kind === "merge") return;
  if (plan.changedHands) {
    await raiseAlert(ctx, {
      channel: "whatsapp",
      code: "number_changed_hands",
      message: `Customer ${customerId} writes from a number that belongs to customer ${plan.changedHands}, who has another WhatsApp account. If the number has changed hands, hand it over.`,
    });
  }
  if (plan.kind !== "attach") return;
  for (const other of plan.unmerged) {
    await raiseAlert(ctx, {
      channel: "whatsapp",
      code: "merge_needed",
      message: `WhatsApp says that customers ${customerId} and ${other} are one person. Both have a login or a paid plan, so they were not merged by themselves.`,
    });
  }
}
