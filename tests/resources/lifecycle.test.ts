import { nounsOf } from "../backends/nouns";
import { expect, test } from "vitest";
import { oos } from "../../provider/backends/oos";
import { callBudgets } from "./call-budget";
import { resourceCases } from "./cases";
import { faces } from "./driver";
import { lifecycleSuite } from "./suite";

test("every resource of OOS has a case and a call budget", () => {
  const nouns = [...nounsOf(oos)].sort();
  expect(resourceCases.map(({ noun }) => noun).sort()).toEqual(nouns);
  expect(Object.keys(callBudgets).sort()).toEqual(nouns);
});

for (const face of faces) for (const it of resourceCases) lifecycleSuite(face, it);
