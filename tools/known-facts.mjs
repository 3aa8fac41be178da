/** What the compiled code says about itself, for generators and for tests of the docs. Build first. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const compiled = (name) => require(fileURLToPath(new URL(`../dist/provider/${name}.js`, import.meta.url)));

/** See `docFiles` of generate-docs.mjs for the members. */
export async function knownFacts() {
  const { version } = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));
  const { registry } = compiled("registry");
  const { backends } = compiled("backends/index");
  const { hintFor } = compiled("transport/hints");
  const { IAM_HINTS } = compiled("services/iam/errors");
  const { STATISTICS_HINTS } = compiled("services/statistics/errors");
  const { TRAIL_HINTS } = compiled("services/trail/errors");
  const ofService = { iam: IAM_HINTS, statistics: STATISTICS_HINTS, trail: TRAIL_HINTS };
  const { KNOWN_ACTIONS } = compiled("rules/policy/actions");
  const { KNOWN_CONDITION_KEYS, KNOWN_OPERATORS } = compiled("rules/policy/known");
  return {
    policyWords: { actions: KNOWN_ACTIONS, operators: KNOWN_OPERATORS, keys: KNOWN_CONDITION_KEYS },
    schema: compiled("engine/schema").packageSchema(registry, version),
    definitions: registry.resources,
    functionNames: [...registry.functions.keys()],
    backends: Object.values(backends).filter((backend) => backend !== undefined),
    metaOf: compiled("define").metaOf,
    errorKinds: Object.fromEntries(
      Object.values(backends)
        .filter((backend) => backend !== undefined)
        .map(({ id, services }) => [
          id,
          Object.fromEntries(
            Object.entries(services).map(([service, { operations, errorKinds }]) => [service, withRows(operations, errorKinds)]),
          ),
        ]),
    ),
    // As the transport and then the service client choose it; what depends on the moment is left open.
    hintOf: (backend, service, code, kind) => {
      const ofBackend = backends[backend].services[service].hints;
      return hintFor({ service, code, kind, signatureVersion: "v4", scopeRegion: "<region>", ofBackend }) ?? ofService[service]?.[code];
    },
  };
}

/** The codes of a service with their kinds: of its table, and of the closed tables of its operations (law 1), where one code may mean two things. */
function withRows(operations, errorKinds) {
  const kinds = Object.entries(errorKinds);
  for (const { notFound = [], notConfigured = [] } of operations) {
    for (const { code } of notFound) if (code !== undefined) kinds.push([code, "not-found"]);
    for (const { code } of notConfigured) if (code !== undefined) kinds.push([code, "not-configured"]);
  }
  return [...new Map(kinds.map((pair) => [pair.join(" "), pair])).values()];
}
