/** One call of IAM: inputs renamed by the table, the answer read by the table, failures explained. */
import type { Client } from "../../transport/types";
import type { OperationName } from "../../catalog";
import { sendQuery, type QueryParameters, type QueryValue } from "../../transport/protocol/query";
import type { ReadBy, Reader, Strange } from "../../transport/protocol/shape";
import { ANSWERS_AS, PARAMETERS, RESULTS } from "./wire";
import { defined } from "../../pure/defined";

type ResultAction = keyof typeof RESULTS;
type InputName = keyof typeof PARAMETERS;

/** Inputs under the provider's names; undefined ones are not sent. */
export type Inputs = { readonly [K in InputName]?: QueryValue };

/** Calls an operation that answers with a result. @param strange is told of what the tables do not name */
export function ask<A extends ResultAction>(
  client: Client,
  action: A,
  inputs: Inputs,
  subject?: string,
  strange?: Strange,
): Promise<ReadBy<(typeof RESULTS)[A]>> {
  const read = RESULTS[action] as Reader<ReadBy<(typeof RESULTS)[A]>>;
  return sendQuery(client, callOf(action, inputs, subject), read, strange);
}

/** Calls an operation without a result. */
export function tell(client: Client, action: OperationName, inputs: Inputs, subject?: string): Promise<void> {
  return sendQuery(client, callOf(action, inputs, subject));
}

function callOf(action: OperationName, inputs: Inputs, subject: string | undefined) {
  const answersAs = ANSWERS_AS[action];
  return {
    action,
    parameters: renamed(inputs),
    ...defined({ subject, answersAs }),
  } as const;
}

/** Wire names all the way down: the members of `tags` have names of the table as well. */
function renamed(inputs: QueryParameters): QueryParameters {
  const names: Readonly<Record<string, string>> = PARAMETERS;
  return Object.fromEntries(Object.entries(inputs).map(([key, value]) => [names[key] ?? key, renamedValue(value)]));
}

function renamedValue(value: QueryValue): QueryValue {
  if (Array.isArray(value)) return value.map((item: QueryValue) => renamedValue(item));
  return typeof value === "object" ? renamed(value as QueryParameters) : value;
}
