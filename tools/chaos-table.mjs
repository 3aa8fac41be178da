/** How stories ended, by what happened in them. A story counts in each line that it has a part in. */
const outcomes = ["converged", "refused rightly, then converged", "WRONG"];

export function outcomeOf({ wrong, ends }) {
  if (wrong !== undefined) return "WRONG";
  return ends.every((end) => end === "fine" || end === "not targeted") ? "converged" : "refused rightly, then converged";
}

export function tableOf(stories) {
  const lines = new Map([["all", stories]]);
  const parts = stories.flatMap((story) => [...story.kinds, `${story.face} face`, `on ${story.place}`].map((kind) => [kind, story]));
  for (const [kind, story] of parts.sort(([a], [b]) => a.localeCompare(b))) lines.set(kind, [...(lines.get(kind) ?? []), story]);
  const rows = [...lines].map(([kind, all]) => [
    kind,
    String(all.length),
    ...outcomes.map((outcome) => String(all.filter((story) => outcomeOf(story) === outcome).length)),
  ]);
  const header = ["in the story", "stories", ...outcomes];
  const rule = header.map(() => "---");
  return [header, rule, ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** What went wrong, the most frequent first, with seeds to tell it again. */
export function wrongLines(stories) {
  const faults = new Map();
  for (const { wrong, face, place, seed } of stories)
    if (wrong !== undefined) faults.set(wrong, [...(faults.get(wrong) ?? []), `${face}/${place} ${seed}`]);
  return [...faults]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([wrong, seeds]) => `${seeds.length} x ${wrong}\n    ${seeds.slice(0, 8).join(", ")}`);
}
