/** A story as data: a program, and what happens to it run after run. Picks are numbers that are taken modulo what there is, so that a story shrinks. */
import fc from "fast-check";
import type { Face } from "../../support/resources/driver";
import type { Place } from "./nouns";

export const moveKinds = [
  "rename",
  "rename with alias",
  "re-parent",
  "re-parent with alias",
  "swap names",
  "change value",
  "replaceOnChanges",
  "replace",
  "taint",
  "deleteBeforeReplace",
  "another name on the service",
  "protect",
  "retain",
  "ignoreChanges",
  "remove",
  "add",
  "add what is there",
  "delete by hand",
  "other instance",
  "other stack",
  "forget",
  "other face",
] as const;

export type MoveKind = (typeof moveKinds)[number];

export interface Move {
  readonly kind: MoveKind;
  readonly pick: number;
  /** Which of two ways, where a move has two. */
  readonly way: boolean;
}

export interface Trouble {
  readonly who: "provider" | "engine" | "engine-unnoticed" | "all" | "request" | "program";
  /** Which change of the run, modulo their number. */
  readonly change: number;
  readonly request: number;
  readonly executed: boolean;
  /** Afterwards the journal is lost, as with a machine that vanishes. */
  readonly losesJournal: boolean;
  /** Afterwards somebody makes by hand what the cut-off request was to make, if it has not. */
  readonly makesByHand: boolean;
}

export interface Stage {
  readonly moves: readonly Move[];
  /** `--target`: the resource of the first move only. */
  readonly isTargeted: boolean;
  readonly trouble: Trouble | undefined;
}

export interface Story {
  readonly face: Face;
  readonly place: Place;
  readonly settleSeconds: number | undefined;
  readonly maxRetries: number;
  readonly resources: readonly {
    readonly noun: number;
    readonly adopt: boolean;
    readonly value: 0 | 1;
    readonly unnamed: boolean;
    readonly shares: boolean;
  }[];
  readonly stages: readonly Stage[];
}

const pick = fc.nat({ max: 60 });

/** A half-made bucket is asked for settings that the emulator, as ZOS, does not have: no request is lost there. */
const troubleAt = (place: Place): fc.Arbitrary<Trouble> =>
  fc.record({
    who: fc.constantFrom("provider", "engine", "engine-unnoticed", "all", "program", place === "zos" ? "program" : "request"),
    change: pick,
    request: fc.nat({ max: 5 }),
    executed: fc.boolean(),
    losesJournal: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    makesByHand: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  });

const move: fc.Arbitrary<Move> = fc.record({ kind: fc.constantFrom(...moveKinds), pick, way: fc.boolean() });

const targeting = fc.oneof({ weight: 7, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });

export function storyOf(face: Face, place: Place): fc.Arbitrary<Story> {
  // Half of the runs are troubled.
  const trouble = fc.oneof(fc.constant(undefined), troubleAt(place));
  const first = fc.record({ moves: fc.constant([]), isTargeted: fc.constant(false), trouble });
  const later = fc.record({ moves: fc.array(move, { minLength: 1, maxLength: 2 }), isTargeted: targeting, trouble });
  return fc.record({
    face: fc.constant(face),
    place: fc.constant(place),
    settleSeconds: fc.constantFrom(undefined, 0),
    maxRetries: fc.constantFrom(0, 2),
    resources: fc.array(
      fc.record({
        noun: pick,
        adopt: fc.boolean(),
        value: fc.constantFrom(0, 1),
        unnamed: fc.boolean(),
        shares: fc.boolean(),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    stages: fc.tuple(first, fc.array(later, { minLength: 1, maxLength: 4 })).map(([stage, others]) => [stage, ...others]),
  });
}
