/** getTrailStatus: whether a trail records, and how its last delivery went [GUIDE 6.4]. */
import { z } from "zod";
import { defineFunction, field } from "../define";
import { existing } from "./shared/existing";
import { trailNameField, trailStatusFields } from "./shared/trail";
import * as trails from "../services/trail";

const inputs = z.strictObject({ name: trailNameField });
const outputs = z.strictObject({ name: field(z.string(), { doc: "Name of the trail." }), ...trailStatusFields });

export const getTrailStatus = defineFunction({
  name: "getTrailStatus",
  uses: ["GetTrailStatus"],
  doc: "Returns whether a trail records events, and the result of its last delivery. Fails if the trail does not exist.",
  inputs,
  outputs,
  invoke: async ({ client }, { name }) => ({ name, ...(await existing(`trail "${name}"`, () => trails.getTrailStatus(client, { name }))) }),
});
