/** getTrail: one trail with its settings, its selector and its status [GUIDE 6.3, 6.4, 6.6]. */
import { z } from "zod";
import { defineFunction, field } from "../define";
import { doesNotExist, existing } from "./shared/existing";
import { trailFields, trailNameField, trailStatusFields } from "./shared/trail";
import * as trails from "../services/trail";
import { defined } from "../pure/defined";

const inputs = z.strictObject({ name: trailNameField });
const outputs = z.strictObject({
  ...trailFields,
  readWriteType: field(z.string().optional(), {
    doc: "Management events that are recorded: `All`, `ReadOnly`, `WriteOnly`. Absent: all.",
  }),
  ...trailStatusFields,
});

export const getTrail = defineFunction({
  name: "getTrail",
  uses: ["DescribeTrails", "GetEventSelectors", "GetTrailStatus"],
  doc: "Looks up a trail with its target bucket, its events, its state and its last delivery. Fails if it does not exist.",
  inputs,
  outputs,
  invoke: ({ client }, { name }) =>
    existing(`trail "${name}"`, async () => {
      const found = (await trails.describeTrails(client, { trailNameList: [name] })).find((trail) => trail.name === name);
      if (found === undefined) throw doesNotExist(`trail "${name}"`);
      const [selector] = await trails.getEventSelectors(client, { trailName: name });
      const status = await trails.getTrailStatus(client, { name });
      const { readWriteType } = selector ?? {};
      return { ...found, ...defined({ readWriteType }), ...status };
    }),
});
