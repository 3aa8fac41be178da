/** What one stage of a story is about, beside the program itself. */
import type { Item } from "./draft";

export class Plan {
  /** Keys of the resources that the moves are about. */
  readonly subjects: string[] = [];
  /** Keys for `--replace`. */
  readonly replace: string[] = [];
  readonly taint: string[] = [];
  readonly removed: Item[] = [];
  /** Made by hand before the program declares them. */
  readonly planted: string[] = [];
  readonly deletedByHand: { readonly item: Item; readonly waits: boolean }[] = [];
  readonly otherStack: { readonly item: Item; readonly adopts: boolean }[] = [];
  /** Renamed after a run that was cut off: nobody can tell that what that run made is theirs. */
  readonly unknown: string[] = [];
  readonly forgotten: string[] = [];
  /** `pulumi-oos state --to`, and the program follows. */
  changesFace = false;

  /** @param alias gives a resource the URN that it has now as an alias */
  constructor(readonly alias: (item: Item) => void) {}
}
