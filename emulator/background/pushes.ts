/**
 * Events of ZOS buckets, pushed to where their topics say, as a Ceph gateway does it (unverified for ZOS): while the writer waits, and lost where
 * nobody takes them. Those of a persistent topic are kept in memory until somebody does, and tried again when the next event comes.
 */
/** How long a receiver may take. */
const PATIENCE_MS = 2000;
const MOST_WAITING = 1000;

interface Push {
  readonly url: string;
  readonly body: string;
}

/** The events of persistent topics that nobody has taken. */
export class Pushes {
  private waiting: Push[] = [];

  /** Pushes what is given; what is persistent goes to the end of what waits, and is not waited for. */
  async send(pushes: readonly (Push & { readonly persistent: boolean })[]): Promise<void> {
    this.waiting.push(...pushes.filter(({ persistent }) => persistent));
    this.waiting = this.waiting.slice(-MOST_WAITING);
    void this.retry();
    await Promise.all(pushes.filter(({ persistent }) => !persistent).map(post));
  }

  private async retry(): Promise<void> {
    const [all, taken] = [this.waiting, new Set<Push>()];
    this.waiting = [];
    for (const push of all) if (await post(push)) taken.add(push);
    this.waiting.unshift(...all.filter((push) => !taken.has(push)));
  }
}

/** Whether it was taken. */
async function post({ url, body }: Push): Promise<boolean> {
  try {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(url, { method: "POST", headers, body, signal: AbortSignal.timeout(PATIENCE_MS), redirect: "manual" });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    // Nobody is there, or does not answer: no matter of the writer's.
    return false;
  }
}
