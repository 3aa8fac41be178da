/**
 * What is in another account than the provider's keys is neither missed, nor taken, nor changed, nor deleted (laws 1 and 2): with these keys nothing of
 * it can be seen, and what has its name there is somebody else's.
 */
import { type Context, RefusedError, type ResourceDefinition, shellWord } from "../../define";
import { type Accounts, byArn, isOfBucket } from "../memory/accounts";
import type { Properties } from "../values";

/** What the questions about accounts need of a scope. */
export interface Place {
  readonly context: Context;
  /** The resource that the call is about, where it is known. */
  readonly urn?: string;
  /** Default: nothing is known of accounts. */
  readonly accounts?: Accounts;
}

/**
 * @param goes true when the entity is to be deleted
 * @throws RefusedError when the entity of the state is known to be in another account
 */
export async function assertSameAccount(
  definition: ResourceDefinition,
  { accounts, context, urn }: Place,
  id: string,
  state: Properties,
  goes = false,
): Promise<void> {
  if (accounts === undefined) return;
  const witnesses = await accounts.witnesses(definition, id, state, urn);
  const [witness] = witnesses;
  if (witness === undefined) return;
  for (const each of witnesses) if (!(await accounts.isElsewhere(each))) return;
  const own = await accounts.own();
  if (own === undefined) return;
  throw elsewhere({ what: `${definition.noun} ${id}`, account: witness.account, own, context, urn, goes });
}

/** The same of what a read shows: the ARN tells, or, for what has none, the state where it shows something else. */
export async function assertSameEntity(
  definition: ResourceDefinition,
  place: Place,
  id: string,
  state: Properties,
  shown: { readonly outputs: Properties; readonly isOther: () => boolean },
): Promise<void> {
  const [stored, found] = [byArn(definition, id, state), byArn(definition, id, shown.outputs)];
  if (stored !== undefined && found !== undefined && stored.account !== found.account) {
    const { context, urn } = place;
    throw elsewhere({ what: `${definition.noun} ${id}`, account: stored.account, own: found.account, context, urn, goes: false });
  }
  if (stored !== undefined && found !== undefined) place.accounts?.prove(definition, id, shown.outputs);
  if (stored === undefined && found === undefined && !isOfBucket(definition, state) && shown.isOther())
    await assertSameAccount(definition, place, id, state);
}

interface Elsewhere {
  readonly what: string;
  /** Where it is. */
  readonly account: string;
  /** Whose keys the provider has. */
  readonly own: string;
  readonly context: Pick<Context, "backend" | "endpoint">;
  readonly urn: string | undefined;
  readonly goes: boolean;
}

function elsewhere({ what, account, own, context, urn, goes }: Elsewhere): RefusedError {
  const host = context.endpoint(context.backend.services.iam === undefined ? "s3" : "iam").hostname;
  const forget =
    urn === undefined ? "pulumi state delete, with its URN (pulumi stack --show-urns)" : `pulumi state delete ${shellWord(urn)}`;
  return new RefusedError(
    `${what} is in account ${account} by the state of the stack, and the provider uses account ${own}; nothing was changed`,
    [
      `use the keys of account ${account} for it`,
      ...(goes
        ? []
        : [
            `or, to have it in account ${own} instead, give the resource another name: Pulumi then creates it there, and deletes the old one through its old provider, which needs the keys of account ${account}`,
          ]),
      `or let the stack forget it, and leave it in account ${account}: ${forget}`,
      ...(isThisMachine(host)
        ? [
            `or, if the emulator at ${host} was started anew without its data, account ${account} is gone, which no reading can tell: pulumi state delete for each resource that was in it (--all, if the stack has nothing else)`,
          ]
        : []),
    ].join("\n  "),
  );
}

function isThisMachine(host: string): boolean {
  return host === "localhost" || host === "[::1]" || host.startsWith("127.");
}
