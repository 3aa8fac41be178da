import { nounsOf } from "../../support/backends/nouns";
import { expect, test } from "vitest";
import { oos } from "../../../provider/backends/oos";
import { callBudgets } from "../../support/resources/call-budget";
import { resourceCases } from "../../support/resources/cases";
import { faces } from "../../support/resources/driver";
import { lifecycleSuite } from "../../support/resources/suite";

test("every resource of OOS has a case and a call budget", () => {
  const nouns = [...nounsOf(oos)].sort();
  expect(resourceCases.map(({ noun }) => noun).sort()).toEqual(nouns);
  expect(Object.keys(callBudgets).sort()).toEqual(nouns);
});

for (const face of faces) for (const it of resourceCases) lifecycleSuite(face, it);
