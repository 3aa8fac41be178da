/** Does a bucket policy forbid one action to everybody? Only what is certain counts: statements with conditions or named principals do not. */
import { objectArn } from "../rules/arn";
import { evaluate } from "./evaluate";
import { isForEveryone, nameOf, readStatements } from "./statements";

export interface Attempt {
  readonly bucket: string;
  /** Key, or its prefix. */
  readonly key: string;
  /** Without the dialect's prefix: `PutObject`. */
  readonly action: string;
}

/** The statement that denies the attempt to everybody: its Sid, or its number. Undefined when there is none, or the policy cannot be read. */
export function denialOf(policy: unknown, { bucket, key, action }: Attempt): string | undefined {
  const statements = readStatements({ policy, kind: "bucket" }).filter(
    (statement) => statement.condition === undefined && isForEveryone(statement),
  );
  const { by } = evaluate(statements, { action: `oos:${action}`, resource: objectArn(bucket, key), facts: () => null });
  const [denial] = by.filter(({ effect }) => effect === "Deny");
  return denial === undefined ? undefined : nameOf(denial);
}
