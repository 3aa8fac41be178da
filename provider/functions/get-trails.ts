/** getTrails: the trails of the account [GUIDE 6.3]. */
import { z } from "zod";
import { defineFunction, field } from "../define";
import { byName } from "./shared/iam";
import { trailShape } from "./shared/trail";
import * as trails from "../services/trail";

const inputs = z.strictObject({});
const outputs = z.strictObject({
  trails: field(z.array(trailShape), { doc: "The trails, sorted by name.", typeName: "TrailInfos" }),
  names: field(z.array(z.string()), { doc: "Their names, in the same order." }),
});

export const getTrails = defineFunction({
  name: "getTrails",
  uses: ["DescribeTrails"],
  doc: "Lists the trails of the account, at most 10, in one call. The state of a trail is in getTrailStatus.",
  inputs,
  outputs,
  async invoke({ client }) {
    const found = byName(await trails.describeTrails(client), ({ name }) => name);
    return { trails: found.map((trail) => ({ ...trail })), names: found.map(({ name }) => name) };
  },
});
