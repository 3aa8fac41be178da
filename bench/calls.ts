/** Counts the API calls of every step of every resource against the written minimum. Each step runs in a fresh session, as each engine run does. */
import { create, read, remove, type Scope, update } from "../provider/engine/steps/lifecycle";
import { diff } from "../provider/engine/steps/diff";
import { Session } from "../provider/engine/instance";
import type { Properties } from "../provider/engine/values";
import type { ResourceDefinition } from "../provider/define";
import { registry } from "../provider/registry";
import { type CallBudget, callBudgets, inNewProcess, noOpCalls } from "../tests/support/resources/call-budget";
import { callsDuring, type Server, settingsFor } from "./emulator";
import { type Scenario, scenarios } from "./scenarios";

/** `unchanged` is an up of an unchanged program: check and diff. */
export const steps = ["create", "refresh", "unchanged", "update", "delete"] as const;
export type Step = (typeof steps)[number];

export interface CallCount {
  readonly noun: string;
  readonly step: Step;
  /** Calls by `service:Operation`. */
  readonly calls: Readonly<Record<string, number>>;
  readonly minimum: Readonly<Record<string, number>>;
}

/** Total of a table of calls. */
export function total(calls: Readonly<Record<string, number>>): number {
  return Object.values(calls).reduce((sum, count) => sum + count, 0);
}

/**
 * The written minimum of one step.
 * @param isFirst false of one of many steps of a provider process, which has asked already whose keys it has
 * @throws Error for a noun without one
 */
export function minimumOf(noun: string, step: Step, isFirst = true): Readonly<Record<string, number>> {
  const budget: CallBudget | undefined = callBudgets[noun];
  if (budget === undefined) throw new Error(`tests/support/resources/call-budget.ts has no row for ${noun}`);
  if (step === "unchanged") return noOpCalls;
  return isFirst && (step === "update" || step === "delete") ? inNewProcess(noun, budget[step]) : budget[step];
}

/**
 * Runs every scenario (or the given ones) on an account without their names, and leaves nothing behind.
 * @param journal folder of the provider's journal
 */
export async function countCalls(server: Server, journal: string, list: readonly Scenario[] = scenarios): Promise<CallCount[]> {
  const counts: CallCount[] = [];
  for (const scenario of list) counts.push(...(await countOne(server, journal, scenario)));
  return counts;
}

async function countOne(server: Server, journal: string, scenario: Scenario): Promise<CallCount[]> {
  const values = settingsFor(server);
  const sessions: Session[] = [];
  /** A provider process of its own for `task`. */
  const asProcess = async <T>(task: (session: Session, scope: Scope) => Promise<T>): Promise<T> => {
    const session = new Session(registry, values, { environment: { OOS_JOURNAL_DIR: journal }, now: () => new Date() });
    sessions.push(session);
    return task(session, await session.scope({ log: () => undefined }));
  };
  const make = async (definition: ResourceDefinition, inputs: Properties): Promise<{ id: string; state: Properties }> =>
    asProcess(async (session, scope) => create(definition, scope, await checked(session, definition, undefined, inputs)));

  const made: Record<string, Properties> = {};
  const needed: { definition: ResourceDefinition; id: string; state: Properties }[] = [];
  for (const need of scenario.needs ?? []) {
    const definition = definitionOf(need.noun);
    const { id, state } = await make(definition, need.inputs(made));
    made[need.noun] = state;
    needed.unshift({ definition, id, state });
  }

  const definition = definitionOf(scenario.noun);
  const inputs = scenario.minimal(made);
  let id = "";
  let state: Properties = {};
  const changeTo = (wanted: Properties): Promise<void> =>
    asProcess(async (session, scope) => {
      state = await update(definition, scope, id, state, await checked(session, definition, inputs, wanted));
    });
  const run: Record<Step, () => Promise<void>> = {
    create: async () => {
      ({ id, state } = await make(definition, inputs));
    },
    refresh: () =>
      asProcess(async (_session, scope) => {
        const found = await read(definition, scope, id, state, undefined);
        if (found === undefined) throw new Error(`${scenario.noun} ${id} is gone`);
        state = found.state;
      }),
    unchanged: () =>
      asProcess(async (session) => {
        const { changes } = diff(definition, state, await checked(session, definition, inputs, inputs), { now: session.now() });
        if (changes.length > 0)
          throw new Error(`${scenario.noun} ${id} differs although nothing changed: ${changes.map((change) => change.path).join(", ")}`);
      }),
    update: () => changeTo(scenario.full?.(made) ?? inputs),
    delete: () => asProcess((_session, scope) => remove(definition, scope, id, state)),
  };
  const counts: CallCount[] = [];
  for (const step of steps) {
    if (step === "update" && scenario.full === undefined) continue;
    // The minimum of a deletion is that of the minimal inputs.
    if (step === "delete" && scenario.full !== undefined) await changeTo(inputs);
    const calls = await callsDuring(server, run[step]);
    counts.push({ noun: scenario.noun, step, calls, minimum: minimumOf(scenario.noun, step) });
  }
  for (const need of needed) await asProcess((_session, scope) => remove(need.definition, scope, need.id, need.state));
  await Promise.all(sessions.map((session) => session.close()));
  return counts;
}

function definitionOf(noun: string): ResourceDefinition {
  const definition = registry.resources.get(noun);
  if (definition === undefined) throw new Error(`no resource ${noun}`);
  return definition;
}

async function checked(
  session: Session,
  definition: ResourceDefinition,
  olds: Properties | undefined,
  news: Properties,
): Promise<Properties> {
  const { inputs, failures } = await session.check(definition, olds, news, { suffix: () => "0bench0" });
  if (failures.length > 0)
    throw new Error(`${definition.noun}: ${failures.map((failure) => `${failure.property}: ${failure.reason}`).join("; ")}`);
  return inputs;
}
