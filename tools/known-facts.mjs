/** What the compiled code says about itself, for generators and for tests of the docs. Build first. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const compiled = (name) => require(fileURLToPath(new URL(`../dist/${name}.js`, import.meta.url)));

/** See `docFiles` of generate-docs.mjs for the members. */
export async function knownFacts() {
  const { version } = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));
  const { registry } = compiled("provider/registry");
  const { KNOWN_ACTIONS } = compiled("provider/policy/actions");
  const { KNOWN_CONDITION_KEYS, KNOWN_OPERATORS } = compiled("provider/policy/known");
  const backends = Object.values(compiled("provider/backends/index").backends).filter((backend) => backend !== undefined);
  const { isAvailable, missingOf } = compiled("provider/engine/steps/availability");
  const definitions = [...registry.resources.values(), ...registry.functions.values()];
  const { allCallers, callersOn } = compiled("provider/engine/callers");
  const callers = allCallers(registry, compiled("cli/uses").commandUses);
  return {
    policyWords: { actions: KNOWN_ACTIONS, operators: KNOWN_OPERATORS, keys: KNOWN_CONDITION_KEYS },
    schema: compiled("provider/engine/schema").packageSchema(registry, version),
    definitions: registry.resources,
    functionNames: [...registry.functions.keys()],
    backends,
    metaOf: compiled("provider/define").metaOf,
    lacked: Object.fromEntries(
      backends.map((backend) => [
        backend.id,
        new Map(
          definitions
            .filter((definition) => !isAvailable(definition, backend))
            .map((definition) => [nameOf(definition), missingOf(backend, definition)]),
        ),
      ]),
    ),
    permissions: permissionsOf(
      definitions.map(nameOf),
      backends.map((backend) => ({ backend, callers: callersOn(backend, callers) })),
    ),
    codes: Object.fromEntries(backends.map((backend) => [backend.id, codesOf(backend)])),
    operations: Object.fromEntries(backends.map((backend) => [backend.id, operationsOf(backend, callersOn(backend, callers))])),
  };
}

function nameOf({ noun, name = noun }) {
  return name;
}

/** By resource and function, the actions that the caller must be allowed on each backend: those of every life, and those on occasion. */
function permissionsOf(names, byBackend) {
  const { actionsFor } = compiled("provider/catalog/permissions");
  const rows = byBackend.flatMap(({ backend: { id, dialect }, callers }) =>
    callers.map(({ name, uses, calls }) => {
      const always = actionsFor(uses, dialect.arns);
      const onOccasion = actionsFor(calls, dialect.arns).filter((action) => !always.includes(action));
      return { name, backend: id, always, onOccasion };
    }),
  );
  const named = rows.filter(({ always, onOccasion }) => always.length + onOccasion.length > 0);
  return new Map(names.map((name) => [name, named.filter((row) => row.name === name)]));
}

/** One row a code, kind and next step; the services that share all three stand together. What depends on the moment is left open. */
function codesOf({ services }) {
  const { stepOfCode } = compiled("provider/transport/errors/hints");
  const { NEXT_STEPS } = compiled("provider/catalog/next-steps");
  const { meaningOf } = compiled("provider/catalog/meanings");
  const rows = new Map();
  for (const [service, { errors, operations }] of Object.entries(services)) {
    for (const [code, kind] of kindsOf(errors, operations)) {
      const step = stepOfCode(errors, code, kind);
      const key = [code, kind, step].join(" ");
      const meaning = meaningOf(code);
      if (meaning === undefined) throw new Error(`provider/catalog/meanings.ts does not say what ${code} means`);
      const row = rows.get(key) ?? {
        code,
        kind,
        meaning,
        next: step && inWords(NEXT_STEPS[step]),
        source: errors[code].source,
        services: [],
      };
      row.services.push(service);
      rows.set(key, row);
    }
  }
  return [...rows.values()].sort((a, b) => (`${a.code} ${a.kind}` < `${b.code} ${b.kind}` ? -1 : 1));
}

/** The codes of a service with their kinds. In the closed tables of the operations (law 1) one code may mean two things. */
function kindsOf(errors, operations) {
  const kinds = Object.entries(errors)
    .filter(([, { kind }]) => kind !== "closed")
    .map(([code, { kind }]) => [code, kind]);
  for (const { notFound = [], notConfigured = [] } of operations) {
    for (const { code } of notFound) if (code !== undefined) kinds.push([code, "not-found"]);
    for (const { code } of notConfigured) if (code !== undefined) kinds.push([code, "not-configured"]);
  }
  const unlisted = kinds.find(([code]) => errors[code] === undefined);
  if (unlisted !== undefined) throw new Error(`${unlisted[0]} stands in a closed table and has no row of its own`);
  return new Map(kinds.map((pair) => [pair.join(" "), pair])).values();
}

function inWords({ en, zh }) {
  const filled = (text, clock) =>
    text.replace("{signed}", "v4 for region <region>").replace("{region}", "<region>").replace("{clock}", clock);
  return { en: filled(en, "this machine's clock and the service's differ too much"), zh: filled(zh, "本机与服务的时钟相差过大") };
}

/** What the manuals describe as operations and is no request of its own: the request is another operation, signed in this way. */
const waysOfSigning = {
  oos: [
    { service: "s3", manual: "GUIDE 4.3.12", operation: "PresignUrl", wire: "presigned query", doors: ["presignUrl"] },
    { service: "s3", manual: "OLD 3.2", operation: "signatures V2 and V4", wire: "Authorization: AWS AK:sig", doors: ["signatureVersion"] },
  ],
};

/** One row an operation and chapter, in the order of the chapters, with the resources, functions and commands that call it. */
function operationsOf({ id, services }, callers) {
  const rows = Object.entries(services).flatMap(([service, { operations }]) =>
    operations.flatMap((row) =>
      (row.manual ?? ["CEPH"]).map((manual) => ({
        service,
        manual,
        operation: row.operation,
        nameInManual: row.nameInManual ?? row.operation,
        wire: wireOf(service, row),
        doors: callers.filter(({ calls }) => calls.includes(row.operation)).map(({ name }) => name),
        sinceCeph: row.sinceCeph,
      })),
    ),
  );
  const chapter = ({ manual }) => manual.replaceAll(/\d+/g, (digits) => digits.padStart(9, "0"));
  return [...rows, ...(waysOfSigning[id] ?? [])].sort((a, b) => (chapter(a) < chapter(b) ? -1 : chapter(a) > chapter(b) ? 1 : 0));
}

function wireOf(service, { method, level, subresource, operation, copySource }) {
  if (service === "trail") return `${method} / X-Amz-Target ...${operation}`;
  if (service === "statistics") return `${method} /?Action=${operation}`;
  if (service !== "s3") return `${method} / Action=${operation}`;
  const path = { service: "/", bucket: "/b", object: "/b/k" }[level];
  return `${method} ${path}${subresource === undefined ? "" : `?${subresource}`}${copySource === true ? " with a copy source" : ""}`;
}
