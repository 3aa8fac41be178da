/** What a process waits for before it ends. */
import { expect, test } from "vitest";
import { Work } from "../../../provider/engine/process/work";

interface Gate {
  readonly answer: Promise<string>;
  resolve(answer: string): void;
  reject(error: Error): void;
}

function gate(): Gate {
  let [resolve, reject]: [Gate["resolve"], Gate["reject"]] = [() => undefined, () => undefined];
  const answer = new Promise<string>((...given) => ([resolve, reject] = given));
  return { answer, resolve: (text) => resolve(text), reject: (error) => reject(error) };
}

test("ended when the last call is over, whatever its outcome; also one that begins meanwhile", async () => {
  const work = new Work();
  const over: string[] = [];
  const first = gate();
  const second = gate();
  const calls = [work.during(() => first.answer)];
  const ended = work.ended(60_000).then(() => over.push("ended"));
  calls.push(
    work.during(async () => {
      const answer = await second.answer;
      over.push("second");
      return answer;
    }),
  );
  first.reject(new Error("refused"));
  await expect(calls[0]).rejects.toThrow("refused");
  second.resolve("done");
  await expect(calls[1]).resolves.toBe("done");
  await ended;
  expect(over).toEqual(["second", "ended"]);
  await work.ended(60_000);
});

test("ended at the limit, when a call goes on", async () => {
  const work = new Work();
  const call = gate();
  const running = work.during(() => call.answer);
  await work.ended(1);
  call.resolve("late");
  await expect(running).resolves.toBe("late");
});
