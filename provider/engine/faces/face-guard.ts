/**
 * A stack keeps its face: to the engine the resources of the two faces have nothing to do with each other, so with the other face it would make
 * them all anew and delete what it has made. A new resource is therefore refused while the state has resources of the other face.
 */
import { type Face, otherFace, parseType, swappedUrn } from "../../faces";
import { stateAtStart, type World } from "../world";
import type { StateResource } from "../memory/stack-state";

export class FaceGuard {
  #isTold = false;

  /** @param nouns the resources of the package */
  constructor(
    private readonly face: Face,
    private readonly world: Pick<World, "stackState">,
    private readonly nouns: Pick<ReadonlySet<string>, "has">,
  ) {}

  /**
   * Why a resource that the state does not have must not be made: the long words once, then short ones.
   * @param urn undefined where the SDK has told none
   */
  async problem(urn: string | undefined): Promise<string | undefined> {
    const state = urn === undefined ? undefined : await stateAtStart(this.world, urn);
    if (urn === undefined || state === undefined) return undefined;
    const living = state.resources.filter((resource) => !resource.delete);
    const others = living.filter((resource) => this.#faceOf(resource) === otherFace(this.face));
    if (others.length === 0) return undefined;
    // With both faces in the state (a component of another language) only the resource itself tells that it was made in the other one.
    const hasOwn = living.some((resource) => this.#faceOf(resource) === this.face);
    const twin = swappedUrn(urn, this.nouns);
    if (hasOwn && !others.some((resource) => resource.urn === twin)) return undefined;
    const isFirst = !this.#isTold;
    this.#isTold = true;
    return isFirst
      ? words(this.face, others.length)
      : `not made: the stack is in the ${otherFace(this.face)} face (see the first of these errors)`;
  }

  #faceOf({ type }: StateResource): Face | undefined {
    const parsed = parseType(type);
    return parsed !== undefined && this.nouns.has(parsed.noun) ? parsed.face : undefined;
  }
}

function words(face: Face, count: number): string {
  const other = otherFace(face);
  const [has, them] = count === 1 ? ["1 resource", "it"] : [`${String(count)} resources`, "all of them"];
  return [
    `the state of this stack has ${has} in the ${other} face, and this program runs in the ${face} face, which would make ${them} anew and delete the old; nothing was done`,
    `  to go on in the ${face} face: npx pulumi-oos state --to ${face}   (rewrites the state only)`,
    `  to stay in the ${other} face: pulumi config set oos:face ${other}   (OOS_FACE, where it is set, wins)`,
  ].join("\n");
}
