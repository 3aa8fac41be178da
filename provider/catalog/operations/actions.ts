/** Operations that are named by an action instead of a path. */
import type { Effect, ErrorMatch, HttpMethod, Operation, Service } from "../types";

export interface ActionRules {
  readonly service: Service;
  readonly method: HttpMethod;
  /** True: answers with a result have the root element `<Action>Response`. */
  readonly namedRoots?: boolean;
  readonly notFound?: readonly ErrorMatch[];
  readonly parameters?: readonly string[];
}

/** What an action does. The last ones answer without a result. */
const ACTS = {
  read: { effect: "read", hasResult: true, long: false },
  /** A page of a list, or an answer as long as one. */
  list: { effect: "read", hasResult: true, long: true },
  create: { effect: "create", hasResult: true, long: false },
  /** Creates, or replaces what is there. */
  upsert: { effect: "idempotent", hasResult: true, long: false },
  change: { effect: "idempotent", hasResult: false, long: false },
  /** Fails when it was done already. */
  once: { effect: "create", hasResult: false, long: false },
} as const satisfies Readonly<Record<string, { readonly effect: Effect; readonly hasResult: boolean; readonly long: boolean }>>;

type Act = keyof typeof ACTS;

/** One row an action. Policies name it as it is. */
export function actions<Name extends string>(
  { namedRoots = false, ...rules }: ActionRules,
  acts: Readonly<Record<Name, Act>>,
): Readonly<Record<Name, Operation>> {
  const rows = Object.entries<Act>(acts).map(([name, act]): [string, Operation] => {
    const { effect, hasResult, long } = ACTS[act];
    return [
      name,
      {
        ...rules,
        level: "service",
        effect,
        answer: namedRoots && hasResult ? { root: `${name}Response` } : "caller",
        actions: { ctyun: [name], aws: [name] },
        ...(long ? { long } : {}),
      },
    ];
  });
  return Object.fromEntries(rows) as Record<Name, Operation>;
}
