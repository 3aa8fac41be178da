/** The journal of one provider instance: where it is kept, and what of it waits for the engine to hear the answer. */
import { defined } from "../../pure/defined";
import type { Scope } from "../steps/scope";
import type { LogSink, World } from "../world";
import { createIntents, type Journal } from "./journal";
import { journalFolder } from "./journal-files";
import type { StackEntities } from "./stack-entities";

/** @param account tells accounts and servers apart */
export function openJournal(world: World, entities: StackEntities, account: () => Promise<string>): Journal {
  return createIntents({
    folder: journalFolder(world.environment),
    account,
    now: () => world.now(),
    ...defined({ journals: world.journals, engine: world.engine?.address }),
    isStored: (urn, id) => entities.isStored(urn, id),
    pendingCreates: (urn) => entities.pendingCreates(urn),
  });
}

/** What nobody hears of stays in the journal: the next run knows by it what was made. */
export function heardJournal(
  journal: Journal,
  world: Pick<World, "engine">,
  { isHeard = () => true, log }: { readonly isHeard?: () => boolean; readonly log: LogSink },
): Scope["journal"] {
  return {
    removing: (resource) => journal.removing(resource),
    stays: (resource) => journal.stays(resource),
    hold: (urn, more) => {
      const held = journal.hold(urn, more);
      return {
        intents: held.intents,
        settle: async (id) => {
          if (!isHeard() || (await world.engine?.isThere()) === false) return;
          for (const problem of await held.settle(id)) log("warn", problem);
        },
      };
    },
  };
}
