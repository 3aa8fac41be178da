/**
 * RotatingAccessKey over a virtual year and through kills at every step, in both faces: never no key, never more than two, and the one that the
 * program has is always one that signs.
 */
import { describe, expect, test } from "vitest";
import type { FaultRule } from "../../../emulator";
import type { Properties } from "../../support/plugin/results";
import { faces } from "../../support/resources/driver";
import { dayMs, isRefused, mustBeWhole, open, user, works } from "./key-stage";

describe.each(faces)("%s face", (face) => {
  test("a year of days: it rotates every 30 days, and the key before lives 3 more", { timeout: 120_000 }, async () => {
    const stage = await open(face, "RotatingAccessKey");
    const { program, ledger, keys, sign } = stage;
    const wanted = { user, rotationDays: 30, graceDays: 3 };
    const rotations: number[] = [];
    const retirements: number[] = [];
    let before: Properties = {};
    for (let day = 0; day <= 365; day += 1) {
      const { state } = program;
      const changed = await program.up(wanted);
      if (day % 30 === 0) {
        expect(changed).toBe(true);
        if (day > 0) {
          rotations.push(day);
          expect(program.state["previousAccessKeyId"]).toBe(state["accessKeyId"]);
          before = state;
        }
      } else if (changed) {
        retirements.push(day);
        expect(program.state["previousAccessKeyId"]).toBeUndefined();
        expect(await sign(before["accessKeyId"], before["secretAccessKey"])).toBe(isRefused);
      }
      if (day % 30 === 2 && day > 30) expect(await sign(before["accessKeyId"], before["secretAccessKey"])).toBe(works);
      if (day % 10 === 0) await mustBeWhole(stage);
      // A refresh in between neither changes anything on the service nor loses anything of the state.
      if (day % 7 === 0) {
        const there = await keys();
        await program.refresh();
        expect(await keys()).toEqual(there);
        expect(program.state["ageDays"]).toBe(day % 30);
        expect((await program.diff(wanted)).changes).toBe(false);
      }
      await program.world.pass(dayMs);
    }
    expect(rotations).toEqual([30, 60, 90, 120, 150, 180, 210, 240, 270, 300, 330, 360]);
    expect(retirements).toEqual([33, 63, 93, 123, 153, 183, 213, 243, 273, 303, 333, 363]);
    // One creation, twelve rotations, twelve retirements.
    expect(ledger.numbers).toHaveLength(25);
    expect(Math.max(...ledger.numbers)).toBe(2);
    expect(Math.min(...ledger.numbers)).toBe(1);
    await program.destroy();
    expect(await keys()).toEqual([]);
  });

  /** Every request of a rotation, before and after its execution; what the service has then is what the next run finds. */
  const steps: readonly (readonly [title: string, graceDays: number, rule: FaultRule, keysThen: number])[] = [
    ["before the look at the keys", 40, { kind: "hang-before-execute", operation: "ListAccessKeys", times: 1 }, 2],
    ["after the look at the keys", 40, { kind: "hang-after-execute", operation: "ListAccessKeys", times: 1 }, 2],
    ["before room is made", 40, { kind: "hang-before-execute", operation: "DeleteAccessKey", times: 1 }, 2],
    ["after room is made", 40, { kind: "hang-after-execute", operation: "DeleteAccessKey", times: 1 }, 1],
    ["before the new key is made, after room is made", 40, { kind: "hang-before-execute", operation: "CreateAccessKey", times: 1 }, 1],
    ["after the new key is made, after room is made", 40, { kind: "hang-after-execute", operation: "CreateAccessKey", times: 1 }, 2],
    ["before the new key is made", 0, { kind: "hang-before-execute", operation: "CreateAccessKey", times: 1 }, 1],
    ["after the new key is made", 0, { kind: "hang-after-execute", operation: "CreateAccessKey", times: 1 }, 2],
    ["before the old key is deleted at once", 0, { kind: "hang-before-execute", operation: "DeleteAccessKey", times: 1 }, 2],
    ["after the old key is deleted at once", 0, { kind: "hang-after-execute", operation: "DeleteAccessKey", times: 1 }, 1],
  ];
  const effects: Readonly<Record<string, number>> = { CreateAccessKey: 1, DeleteAccessKey: -1 };

  test.each(steps)("killed %s: the next run completes the rotation", async (_title, graceDays, rule, keysThen) => {
    const stage = await open(face, "RotatingAccessKey");
    const { program, ledger, keys, sign } = stage;
    const wanted = (reason: string): Properties => ({ user, graceDays, triggers: { reason } });
    await program.up(wanted("first"));
    // Two keys to start with, where the key before is not deleted at once.
    await program.up(wanted("second"));
    const last = program.state;
    // Later than the clocks may differ, so that only what this rotation makes can be taken for lost.
    await program.world.pass(dayMs);
    const isExecuted = rule.kind === "hang-after-execute";
    const { operation = "" } = rule;
    const callsBefore = (await program.world.calls())[`iam:${operation}`] ?? 0;
    await program.killedIn(wanted("third"), rule, async () => {
      const arrived = ((await program.world.calls())[`iam:${operation}`] ?? 0) > callsBefore;
      return arrived && (!isExecuted || operation === "ListAccessKeys" || (await keys()).length === keysThen);
    });
    if (isExecuted) ledger.add(effects[operation] ?? 0);
    const there = await keys();
    expect(there).toHaveLength(keysThen);
    expect(ledger.numbers.at(-1)).toBe(keysThen);
    // What the program has still signs, unless its time was to be over at once and the rotation had come to that.
    const isOver = graceDays === 0 && operation === "DeleteAccessKey" && isExecuted;
    expect(await sign(last["accessKeyId"], last["secretAccessKey"])).toBe(isOver ? isRefused : works);

    await program.refresh();
    expect(await keys()).toEqual(there);
    if (isExecuted && operation === "CreateAccessKey") {
      // Nothing proves that it is ours: it is named and left, and a person deletes it.
      const lost = there.find((key) => key !== last["accessKeyId"]) ?? "";
      expect((await program.upFailing(wanted("third"))).message).toContain(`cannot be told whether it made what is there: ${lost}`);
      expect(await keys()).toEqual(there);
      await stage.call("DeleteAccessKey", { UserName: user, AccessKeyId: lost });
    }
    expect(await program.up(wanted("third"))).toBe(true);
    await mustBeWhole(stage);
    expect(program.state["accessKeyId"]).not.toBe(last["accessKeyId"]);
    expect(program.state["previousAccessKeyId"]).toBe(graceDays === 0 || isOver ? undefined : last["accessKeyId"]);
    expect((await program.diff(wanted("third"))).changes).toBe(false);
    await program.destroy();
    expect(await keys()).toEqual([]);
  });

  test.each([40, 0])("all done, and the run is killed before the engine has stored it (%d days of grace)", async (graceDays) => {
    const stage = await open(face, "RotatingAccessKey");
    const { program, keys } = stage;
    const wanted = (reason: string): Properties => ({ user, graceDays, triggers: { reason } });
    await program.forgotten(wanted("first"));
    // The engine does not know of it: the key that it has never stored is removed, and another one is made.
    const [lost] = await keys();
    await program.up(wanted("first"));
    expect(await keys()).toEqual([program.state["accessKeyId"]]);
    expect(program.state["accessKeyId"]).not.toBe(lost);
    await program.world.pass(dayMs);
    await program.forgotten(wanted("second"));
    await program.refresh();
    await program.up(wanted("second"));
    const made = program.state["accessKeyId"];
    expect(await stage.sign(made, program.state["secretAccessKey"])).toBe(works);
    expect(await keys()).toHaveLength(graceDays === 0 ? 1 : 2);
    // What was stored is no longer taken for lost, however often the next run is killed.
    await program.forgotten(wanted("third"));
    await program.forgotten(wanted("third"));
    await program.up(wanted("third"));
    expect(await stage.sign(program.state["accessKeyId"], program.state["secretAccessKey"])).toBe(works);
    await program.destroy();
    expect(await keys()).toEqual([]);
  });

  test.each([["file:///another"], [undefined]])(
    "by a state of the same names in another backend (%s) a rotated key is not lost: it is named and left",
    async (backend) => {
      const stage = await open(face, "RotatingAccessKey");
      const { program, keys } = stage;
      const wanted = (reason: string): Properties => ({ user, graceDays: 40, triggers: { reason } });
      await program.up(wanted("first"));
      // The state of one backend has the new key, its copy in the other one still the old key.
      await program.forgotten(wanted("second"));
      const there = await keys();
      expect(there).toHaveLength(2);
      const other = there.find((key) => key !== program.state["accessKeyId"]) ?? "";
      program.world.backend = backend;
      expect((await program.upFailing(wanted("second"))).message).toContain(
        `access key ${other} of user "${user}" was made for this resource`,
      );
      expect((await program.upFailing(wanted("second"))).message).toContain(`access keys that this resource did not make (${other})`);
      expect(await keys()).toEqual(there);
    },
  );

  test.each(["reset-after-execute", "truncate"] as const)(
    "the answer is lost by %s and the provider lives: the key is named and left, and the one before signs",
    async (kind) => {
      const stage = await open(face, "RotatingAccessKey");
      const { program } = stage;
      const { world } = program;
      const wanted = (reason: string): Properties => ({ user, graceDays: 3, triggers: { reason } });
      const lost: FaultRule = { kind, operation: "CreateAccessKey", times: 1 };
      stage.ledger.countsUnanswered = true;
      const mustBeNamed = async (reason: string): Promise<void> => {
        const there = await stage.keys();
        const error = await world.faulty([lost], () => program.upFailing(wanted(reason)));
        const left = (await stage.keys()).filter((id) => !there.includes(id));
        expect(left).toHaveLength(1);
        expect(error.message).toContain(`cannot be told whether it made what is there: ${left.join()} of `);
        await stage.call("DeleteAccessKey", { UserName: user, AccessKeyId: left.join() });
      };
      await mustBeNamed("first");
      expect(stage.ledger.numbers.splice(0)).toEqual([1, 0]);
      await program.up(wanted("first"));
      await mustBeWhole(stage);
      const { accessKeyId, secretAccessKey } = program.state;
      await mustBeNamed("second");
      expect(await stage.sign(accessKeyId, secretAccessKey)).toBe(works);
      await program.up(wanted("second"));
      await mustBeWhole(stage);
      expect(program.state["previousAccessKeyId"]).toBe(accessKeyId);
    },
  );

  test("a deletion that fails leaves the new key in the state; the next run deletes the old one", async () => {
    const stage = await open(face, "RotatingAccessKey");
    const { program } = stage;
    await program.up({ user, graceDays: 0, triggers: { a: "1" } });
    const first = program.state;
    const failing: FaultRule = { kind: "error", operation: "DeleteAccessKey", status: 500, code: "InternalError" };
    const error = await program.world.faulty([failing], () => program.upFailing({ user, graceDays: 0, triggers: { a: "2" } }));
    expect(error.message).toContain("iam DeleteAccessKey");
    expect(program.state).toMatchObject({ previousAccessKeyId: first["accessKeyId"], __halfMade: expect.any(Array) as unknown });
    expect(await stage.sign(program.state["accessKeyId"], program.state["secretAccessKey"])).toBe(works);
    await program.up({ user, graceDays: 0, triggers: { a: "2" } });
    expect(program.state).not.toHaveProperty("__halfMade");
    await mustBeWhole(stage);
    expect(await stage.sign(first["accessKeyId"], first["secretAccessKey"])).toBe(isRefused);
  });
});
