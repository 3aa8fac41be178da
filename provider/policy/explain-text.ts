/** Explanations in words. */
import { isObject, asList } from "./document";
import { ANONYMOUS, type Explanation, HOLDER } from "./explain";
import { nameOf, type Statement } from "./statements";

/** Why: one clause after another, without a full stop. */
export function reasonOf({ verdict, decision, exceptions, nearMisses, keepsPolicyCalls }: Explanation): string {
  const clauses: string[] = [];
  if (verdict === "denied") clauses.push(`${places(decision.by)} denies it, and a Deny wins over every Allow`);
  else if (verdict === "allowed" && decision.by.length === 0) clauses.push("a root user may do everything in its own account");
  else if (verdict === "allowed") clauses.push(`${places(decision.by)} allows it`);
  else if (decision.depends.length === 0) clauses.push("no statement allows it");
  for (const statement of decision.depends) {
    const word = verdict === "allowed" ? "unless" : "only where";
    clauses.push(`${word} the condition of ${placeOf(statement)} holds: ${conditionText(statement)}`);
  }
  for (const statement of exceptions) clauses.push(`${verdict === "allowed" ? "except" : "but for"} what ${aboutOf(statement)}`);
  if (keepsPolicyCalls) clauses.push("the calls on the policy itself stay with the root user");
  for (const { statement, aspect } of nearMisses) clauses.push(`${placeOf(statement)} ${MISSES[aspect]}`);
  return clauses.join("; ");
}

const MISSES: Readonly<Record<Explanation["nearMisses"][number]["aspect"], string>> = {
  principal: "allows it to others",
  action: "allows other actions there",
  resource: "allows it on other resources",
  condition: "would allow it, but its condition does not hold",
};

const SAID: Readonly<Record<Explanation["verdict"], string>> = { allowed: "may", denied: "must not", implicit: "may not" };

/** All of them, a block for each principal. */
export function explanationText(entries: readonly Explanation[]): string {
  if (entries.length === 0) return "The policies allow nobody anything.\n";
  const subjects = [...new Set(entries.map(({ principal }) => principal))];
  const blocks = subjects.map((subject) => {
    const lines = entries
      .filter(({ principal }) => principal === subject)
      .map((entry) => `  ${SAID[entry.verdict].padEnd(8)} ${entry.action} on ${entry.resource}: ${reasonOf(entry)}`);
    return [SUBJECTS[subject] ?? subject, ...lines].join("\n");
  });
  return `${blocks.join("\n\n")}\n`;
}

const SUBJECTS: Readonly<Record<string, string>> = {
  [ANONYMOUS]: "Anybody, without a signature too",
  [HOLDER]: "Whoever the IAM policies are attached to",
};

/** `statement "read" of the bucket policy`. */
export function placeOf(statement: Statement): string {
  return `${nameOf(statement)} of ${statement.document}`;
}

function places(statements: readonly Statement[]): string {
  return statements.map(placeOf).join(" and ");
}

function aboutOf(statement: Statement): string {
  const verb = statement.effect === "Deny" ? "denies" : "allows";
  const list = ({ negated, patterns }: Statement["actions"]): string => `${negated ? "all but " : ""}${patterns.join(", ")}`;
  return `${placeOf(statement)} ${verb}: ${list(statement.actions)} on ${list(statement.resources)}`;
}

function conditionText({ condition }: Statement): string {
  return Object.entries(condition ?? {})
    .flatMap(([operator, keys]) =>
      isObject(keys)
        ? Object.entries(keys).map(([key, values]) => `${operator} ${key} ${asList(values).map(String).join(" or ")}`)
        : [operator],
    )
    .join(" and ");
}
