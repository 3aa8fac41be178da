import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { createIntents, type Journal, type JournalOptions } from "../../../provider/engine/memory/journal";
import { JournalFiles, journalFolder } from "../../../provider/engine/memory/journal-files";
import type { Owner } from "../../../provider/engine/process/processes";
import { ServiceError } from "../../../provider/transport/errors/errors";

let folder: string;
let now: Date;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "oos-intents-"));
  now = new Date("2026-01-02T03:04:05Z");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function intents(more: Partial<JournalOptions> = {}): Journal {
  return createIntents({
    folder: path.join(folder, "deep", "journal"),
    account: () => Promise.resolve("account-1"),
    now: () => now,
    ...more,
  });
}

function files(): string[] {
  return readdirSync(path.join(folder, "deep", "journal"));
}

const failure = (maybeDone: boolean): ServiceError =>
  new ServiceError({ kind: maybeDone ? "network" : "invalid", service: "iam", operation: "CreateUser", maybeDone });

describe("the journal of creates", () => {
  test("has a private file while the request is under way, with names and times only, and none after the answer", async () => {
    const journal = intents();
    const answer = await journal.around("IamUser", "bob", ["k1"], async () => {
      const [file = ""] = files();
      const full = path.join(folder, "deep", "journal", file);
      expect(statSync(full).mode & 0o777).toBe(0o600);
      expect(statSync(path.dirname(full)).mode & 0o777).toBe(0o700);
      expect(JSON.parse(readFileSync(full, "utf8"))).toEqual({
        account: "account-1",
        noun: "IamUser",
        name: "bob",
        startedAt: now.toISOString(),
        known: ["k1"],
        owner: { pid: process.pid, host: hostname(), token: expect.any(String) as unknown },
      });
      expect(await journal.unanswered("IamUser", "bob")).toEqual({ startedAt: now, known: ["k1"] });
      return { secretAccessKey: "s3cr3t" };
    });
    expect(answer).toEqual({ secretAccessKey: "s3cr3t" });
    expect(files()).toEqual([]);
    expect(await journal.unanswered("IamUser", "bob")).toBeUndefined();
  });

  test("a call that resolves a name and then begins it anew keeps the new entry", async () => {
    const journal = intents();
    await expect(journal.around("AccessKey", "bob", ["k1"], () => Promise.reject(failure(true)))).rejects.toThrow();
    const held = journal.hold();
    await held.intents.settle("AccessKey", "bob");
    await held.intents.before("AccessKey", "bob", ["k1", "k2"], () => Promise.resolve());
    await held.settle();
    expect((await journal.unanswered("AccessKey", "bob"))?.known).toEqual(["k1", "k2"]);
  });

  test("forgets a request that was refused, keeps one that may have been done, until it is settled", async () => {
    const journal = intents();
    await expect(journal.around("IamUser", "bob", [], () => Promise.reject(failure(false)))).rejects.toThrow();
    expect(files()).toEqual([]);
    await expect(journal.around("IamUser", "bob", [], () => Promise.reject(failure(true)))).rejects.toThrow();
    expect(await journal.unanswered("IamUser", "bob")).toEqual({ startedAt: now, known: [] });
    await journal.settle("IamUser", "bob");
    expect(files()).toEqual([]);
    await journal.settle("IamUser", "bob");
  });

  test("before a change of what the engine knows: stays after the answer, until it is settled; the latest one counts", async () => {
    const [first, second] = [intents(), intents()];
    expect(await first.before("AccessKey", "bob:rotation", ["k1"], () => Promise.resolve("k2"))).toBe("k2");
    expect(await second.unanswered("AccessKey", "bob:rotation")).toEqual({ startedAt: now, known: ["k1"] });
    now = new Date(now.getTime() + 1000);
    await second.before("AccessKey", "bob:rotation", ["k1", "k2"], () => Promise.resolve("k3"));
    expect(files()).toHaveLength(2);
    expect(await intents().unanswered("AccessKey", "bob:rotation")).toEqual({ startedAt: now, known: ["k1", "k2"] });
    await expect(second.before("AccessKey", "eve:rotation", [], () => Promise.reject(failure(false)))).rejects.toThrow();
    expect(files()).toHaveLength(2);
    // What is too old to be asked for goes with the rest.
    now = new Date(now.getTime() + 25 * 3600 * 1000);
    expect(await first.unanswered("AccessKey", "bob:rotation")).toBeUndefined();
    await first.settle("AccessKey", "bob:rotation");
    expect(files()).toEqual([]);
  });

  test("held for a create: keeps what was answered until the create ends, and what was refused not at all", async () => {
    const journal = intents();
    const held = journal.hold();
    await held.intents.around("IamUser", "bob", [], () => Promise.resolve());
    await expect(held.intents.around("IamUser", "eve", [], () => Promise.reject(failure(false)))).rejects.toThrow();
    expect(files()).toHaveLength(1);
    expect(await intents().unanswered("IamUser", "bob")).toEqual({ startedAt: now, known: [] });
    await held.settle();
    expect(files()).toEqual([]);
  });

  const urn = (name: string, stack = "dev"): string => `urn:pulumi:${stack}::shop::oos:index:IamUser::${name}`;
  const later = (): Journal => intents({ processes: { self: { pid: 9, token: "later", host: "here" }, isAlive: () => false } });

  test("answered, it counts for its own resource only, until the engine is seen to know that", async () => {
    const held = intents().hold(urn("a"));
    await held.intents.around("IamUser", "bob", [], () => Promise.resolve());
    await held.settle("bob");
    expect(await later().hold(urn("a")).intents.unanswered("IamUser", "bob")).toEqual({ startedAt: now, known: [], answered: "bob" });
    expect(await later().hold(urn("b")).intents.unanswered("IamUser", "bob")).toBeUndefined();
    expect(await later().unanswered("IamUser", "bob")).toBeUndefined();
    expect([await later().lostNames("IamUser", urn("a")), await later().lostNames("IamUser", urn("b"))]).toEqual([["bob"], []]);
    for (const other of [
      { noun: "IamUser", id: "eve" },
      { noun: "Group", id: "bob" },
    ])
      await later().known(other);
    expect(files()).toHaveLength(1);
    await later().known({ noun: "IamUser", id: "bob" });
    expect(files()).toEqual([]);
  });

  test("answered to a resource of a process that is still at work, it is that one's business", async () => {
    const theirs = later().hold(urn("a"));
    await theirs.intents.around("AccessKey", "bob", [], () => Promise.resolve());
    await theirs.settle("k1");
    const ours = intents({ processes: { self: { pid: 8, token: "ours", host: "here" }, isAlive: ({ token }) => token === "later" } });
    expect(await ours.hold(urn("a")).intents.unanswered("AccessKey", "bob")).toBeUndefined();
    expect(await ours.made()).toEqual(new Set(["k1"]));
    expect(await intents().hold(urn("a")).intents.unanswered("AccessKey", "bob")).toMatchObject({ answered: "k1" });
  });

  test("two resources that make keys of one user: what each was answered stays its own", async () => {
    for (const name of ["a", "b"]) {
      const held = later().hold(urn(name));
      await held.intents.around("AccessKey", "bob", [], () => Promise.resolve());
      await held.settle(`k-${name}`);
    }
    for (const name of ["a", "b"])
      expect(await intents().hold(urn(name)).intents.unanswered("AccessKey", "bob")).toMatchObject({ answered: `k-${name}` });
    expect(await intents().made()).toEqual(new Set(["k-a", "k-b"]));
  });

  test("its run was cut off if the state has one creation more that was begun and not ended than before that run", async () => {
    const pending = (count: number | undefined): Partial<JournalOptions> => ({ pendingCreates: () => Promise.resolve(count) });
    const isCutOff = (now: number | undefined, name = "a"): Promise<boolean | undefined> =>
      intents(pending(now)).hold(urn(name)).intents.isCutOff("AccessKey", "bob");
    for (const [before, after, expected] of [
      [0, 0, false],
      [0, 1, true],
      [1, 1, false],
      [1, 2, true],
      [0, undefined, undefined],
      [undefined, 1, undefined],
    ] as const) {
      const held = intents(pending(before)).hold(urn("a"));
      await held.intents.around("AccessKey", "bob", [], () => Promise.resolve());
      await held.settle("k1");
      expect([before, after, await isCutOff(after)]).toEqual([before, after, expected]);
      await later().known({ noun: "AccessKey", id: "k1" });
    }
    const held = intents(pending(0)).hold(urn("a"));
    await held.intents.around("AccessKey", "bob", [], () => Promise.resolve());
    await held.settle("k1");
    const next = intents(pending(1));
    expect([await next.hasAnswer(urn("a")), await next.hasAnswer(urn("b"))]).toEqual([true, false]);
    expect([await isCutOff(1, "b"), await next.isCutOff("AccessKey", "bob")]).toEqual([undefined, undefined]);
  });

  test("what cannot be written down as answered is taken away, and a person is told: it would count as lost", async () => {
    const journal = intents();
    const held = journal.hold(urn("a"));
    await held.intents.around("AccessKey", "bob", [], () => held.intents.learned("AccessKey", "bob", "k1"));
    const full = vi.spyOn(JournalFiles.prototype, "write").mockRejectedValue(new Error("ENOSPC: no space left on device"));
    onTestFinished(() => full.mockRestore());
    expect(await held.settle("k1")).toEqual([
      expect.stringMatching(
        /cannot note that AccessKey k1 was made \(ENOSPC.*\): if this run is cut off now, .*\n {2}next: make room/,
      ) as string,
    ]);
    expect(files()).toEqual([]);
  });

  test("what cannot even be taken away is named with its file", async () => {
    const held = intents().hold(urn("a"));
    await held.intents.around("AccessKey", "bob", [], () => held.intents.learned("AccessKey", "bob", "k1"));
    const [file = ""] = files();
    const spies = (["write", "remove"] as const).map((name) =>
      vi.spyOn(JournalFiles.prototype, name).mockRejectedValue(new Error("EROFS: read-only file system")),
    );
    onTestFinished(() => {
      for (const spy of spies) spy.mockRestore();
    });
    const [said = ""] = await held.settle("k1");
    expect(said).toContain(`${file} cannot be removed: it would let a later run take k1 for lost\n  next: remove the file`);
  });

  test("another stack of this machine has no right to what was asked for; another resource of the stack has", async () => {
    const held = intents().hold(urn("a"));
    await expect(held.intents.around("IamUser", "bob", [], () => Promise.reject(failure(true)))).rejects.toThrow();
    expect(await later().hold(urn("a", "prod")).intents.unanswered("IamUser", "bob")).toBeUndefined();
    expect(await later().hold(urn("b")).intents.unanswered("IamUser", "bob")).toEqual({ startedAt: now, known: [] });
    const other = later().hold(urn("a", "prod"));
    await other.intents.settle("IamUser", "bob");
    await other.settle();
    expect(files()).toHaveLength(1);
  });

  test("answered as the new half of a replacement, it stays while the state has only the old one", async () => {
    const held = intents().hold(urn("a"), { isReplacement: true });
    await held.intents.around("IamUser", "bob", [], () => Promise.resolve());
    await held.settle("bob");
    const seen = { noun: "IamUser", id: "bob" };
    const next = intents({ isStored: (which, id) => Promise.resolve(which !== urn("a") || id !== "bob") });
    await next.known(seen);
    expect(await next.hold(urn("a")).intents.unanswered("IamUser", "bob")).toMatchObject({ answered: "bob" });
    await intents({ isStored: () => Promise.resolve(true) }).known(seen);
    expect(files()).toEqual([]);
  });

  test("answered to one resource, and taken over by another of the stack: it is of the other one's", async () => {
    for (const name of ["a", "b"]) {
      const held = later().hold(urn(name), { isReplacement: true });
      await held.intents.around("IamUser", "bob", [], () => Promise.resolve());
      await held.settle("bob");
    }
    expect(files()).toHaveLength(1);
    expect(await later().hold(urn("b")).intents.unanswered("IamUser", "bob")).toMatchObject({ answered: "bob" });
  });

  test("a key of a resource that makes keys of another noun is known by the ID of that resource, also when it is renamed", async () => {
    const held = intents().hold(urn("a").replace("IamUser", "RotatingAccessKey"));
    await held.intents.around("AccessKey", "bob", [], () => Promise.resolve());
    await held.settle("bob");
    await later().known({ noun: "IamUser", id: "bob" });
    expect(files()).toHaveLength(1);
    await later().known({ noun: "RotatingAccessKey", id: "bob" });
    expect(files()).toEqual([]);
  });

  test("of a stack that has moved to the other face since, it is of the same resource", async () => {
    const held = intents().hold(urn("a"));
    await held.intents.around("AccessKey", "bob", [], () => Promise.resolve());
    await held.settle("bob");
    const moved = urn("a").replace("oos:index:", "pulumi-nodejs:dynamic/oos:");
    expect(await later().hold(moved).intents.unanswered("AccessKey", "bob")).toMatchObject({ answered: "bob" });
    await later().known({ noun: "AccessKey", id: "bob" });
    expect(files()).toEqual([]);
  });

  test("a request that is refused leaves what an earlier run has lost of the same name", async () => {
    await expect(intents().around("IamUser", "bob", ["k1"], () => Promise.reject(failure(true)))).rejects.toThrow();
    await expect(later().around("IamUser", "bob", [], () => Promise.reject(failure(false)))).rejects.toThrow();
    expect(await later().unanswered("IamUser", "bob")).toEqual({ startedAt: now, known: ["k1"] });
  });

  test("what the service has told, and of what a person was told, is in it for the next run", async () => {
    const journal = intents();
    const lost = journal.around("AccessKey", "bob", ["k1"], async () => {
      await journal.learned("AccessKey", "bob", "k2");
      throw failure(true);
    });
    await expect(lost).rejects.toThrow();
    await later().told("AccessKey", "bob", ["k3", "k1"]);
    expect(await later().unanswered("AccessKey", "bob")).toEqual({ startedAt: now, known: ["k1", "k3"], made: "k2" });
    await journal.learned("AccessKey", "eve", "k4");
    await later().learned("AccessKey", "bob", "k5");
    expect(await later().unanswered("AccessKey", "bob")).toMatchObject({ made: "k2" });
  });

  test("two journals of one process: what one is about is not lost to the other, until it is closed", async () => {
    const journals = new Set<string>();
    const first = intents({ journals });
    await first.around("IamUser", "bob", [], async () => {
      expect(await intents({ journals }).unanswered("IamUser", "bob")).toBeUndefined();
      first.close();
      expect(await intents({ journals }).unanswered("IamUser", "bob")).toBeDefined();
    });
  });

  test("a lost name is given to one resource only", async () => {
    const held = intents().hold(urn("a"));
    await expect(held.intents.around("IamUser", "bob-0123abc", [], () => Promise.reject(failure(true)))).rejects.toThrow();
    const journal = later();
    expect(await journal.lostNames("IamUser", urn("b"))).toEqual(["bob-0123abc"]);
    journal.give("bob-0123abc", urn("b"));
    expect([await journal.lostNames("IamUser", urn("a")), await journal.lostNames("IamUser", urn("b"))]).toEqual([[], ["bob-0123abc"]]);
  });

  test("what another process is about right now is its own business; what an ended one left is ours", async () => {
    const other: Owner = { pid: 1, token: "other", host: "here" };
    const self: Owner = { pid: 2, token: "self", host: "here" };
    const living = new Set([other]);
    const isAlive = ({ token }: Owner): boolean => [...living].some((owner) => owner.token === token);
    const theirs = intents({ processes: { self: other, isAlive } });
    const ours = intents({ processes: { self, isAlive } });
    await theirs.around("AccessKey", "bob", ["k1"], async () => {
      expect(await ours.unanswered("AccessKey", "bob")).toBeUndefined();
      expect(await ours.lostNames("AccessKey")).toEqual([]);
      // Our own work on the same name leaves theirs alone.
      await ours.around("AccessKey", "bob", [], () => Promise.resolve());
      expect(files()).toHaveLength(1);
      living.clear();
      expect(await ours.unanswered("AccessKey", "bob")).toEqual({ startedAt: now, known: ["k1"] });
      living.add(other);
      now = new Date(now.getTime() + 16 * 60 * 1000);
      expect(await ours.lostNames("AccessKey")).toEqual(["bob"]);
      await ours.settle("AccessKey", "bob");
      expect(files()).toEqual([]);
    });
  });

  test("a name that this run is making belongs to its resource: another of the same name does not take it", async () => {
    const journal = intents();
    await journal.around("Bucket", "data-0123abc", [], async () => {
      expect(await journal.lostNames("Bucket")).toEqual([]);
      expect(
        await intents({ processes: { self: { pid: 9, token: "next", host: "here" }, isAlive: () => false } }).lostNames("Bucket"),
      ).toEqual(["data-0123abc"]);
    });
  });

  test("a killed process is an ended one, also before anybody has waited for it", async () => {
    const child = spawn(process.execPath, ["-e", "setInterval(() => undefined, 1000)"], { stdio: "ignore" });
    const owner = { pid: child.pid ?? 0, token: "child", host: hostname() };
    const journal = intents();
    await expect(journal.around("IamUser", "bob", [], () => Promise.reject(failure(true)))).rejects.toThrow();
    const [name = ""] = files();
    const entry = JSON.parse(readFileSync(path.join(folder, "deep", "journal", name), "utf8")) as object;
    const foreign = path.join(folder, "deep", "journal", `${name.split(".")[0] ?? ""}.child.json`);
    await journal.settle("IamUser", "bob");
    writeFileSync(foreign, JSON.stringify({ ...entry, owner }));
    expect(await intents().unanswered("IamUser", "bob")).toBeUndefined();
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
    expect(await intents().unanswered("IamUser", "bob")).toEqual({ startedAt: now, known: [] });
  });

  test("a process whose engine was killed is about to end: that is waited for, and what it was about is lost", async () => {
    const child = spawn(process.execPath, ["-e", "setInterval(() => undefined, 1000)"], { stdio: "ignore" });
    onTestFinished(() => void child.kill("SIGKILL"));
    const engine = createServer().listen(0, "127.0.0.1");
    await once(engine, "listening");
    const owner = {
      ...{ pid: child.pid ?? 0, token: "child", host: hostname() },
      engine: `127.0.0.1:${String((engine.address() as AddressInfo).port)}`,
    };
    const theirs = intents({ processes: { self: owner, isAlive: () => true } });
    await expect(theirs.around("IamUser", "bob", [], () => Promise.reject(failure(true)))).rejects.toThrow();
    const journal = intents();
    expect(await journal.unanswered("IamUser", "bob")).toBeUndefined();
    engine.close();
    await once(engine, "close");
    const lost = journal.lostNames("IamUser");
    child.kill("SIGKILL");
    expect(await lost).toEqual(["bob"]);
    expect(await journal.unanswered("IamUser", "bob")).toEqual({ startedAt: now, known: [] });
  });

  test("tells accounts, nouns and names apart, and forgets after a day", async () => {
    await expect(intents().around("IamUser", "bob", [], () => Promise.reject(failure(true)))).rejects.toThrow();
    expect(await intents().unanswered("IamUser", "eve")).toBeUndefined();
    expect(await intents().unanswered("Policy", "bob")).toBeUndefined();
    expect(await intents({ account: () => Promise.resolve("account-2") }).unanswered("IamUser", "bob")).toBeUndefined();
    now = new Date(now.getTime() + 24 * 3600 * 1000);
    expect(await intents().unanswered("IamUser", "bob")).toBeDefined();
    now = new Date(now.getTime() + 1);
    expect(await intents().unanswered("IamUser", "bob")).toBeUndefined();
  });

  test("says what to do about a damaged file and about a folder that cannot be written", async () => {
    await expect(intents().around("IamUser", "bob", [], () => Promise.reject(failure(true)))).rejects.toThrow();
    const [file = ""] = files();
    for (const text of ["{", "[]", '{"startedAt": 1}']) {
      writeFileSync(path.join(folder, "deep", "journal", file), text);
      await expect(intents().unanswered("IamUser", "bob")).rejects.toThrow(/journal file .* is damaged\n {2}next: look at what it names/);
    }
    let made = false;
    const blocked = intents({ folder: path.join(folder, "deep", "journal", file, "below") });
    const attempt = blocked.around("IamUser", "bob", [], () => Promise.resolve((made = true)));
    await expect(attempt).rejects.toThrow(/cannot be written .*; nothing was created\n.*OOS_JOURNAL_DIR/);
    expect(made).toBe(false);
  });
});

test.each<[Record<string, string>, RegExp]>([
  [{ OOS_JOURNAL_DIR: "/a/b" }, /^\/a\/b$/],
  [{ XDG_STATE_HOME: "/state" }, /^\/state\/pulumi-oos\/journal$/],
  [{ OOS_JOURNAL_DIR: "", XDG_STATE_HOME: "" }, /\/\.local\/state\/pulumi-oos\/journal$/],
])("the journal's folder with %o", (environment, expected) => {
  expect(journalFolder(environment)).toMatch(expected);
});
