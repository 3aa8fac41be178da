/** What holds something that this version does not know: a `get` reads it with a warning, an import is refused, with the option and by the command. */
import { describe, expect, onTestFinished, test } from "vitest";
import { PlainAccount } from "../support/resources/plain-account";
import { engineTestLimit, faces, Stack } from "../support/engine/harness";

describe.each(faces)("%s face", (face) => {
  test("a get reads, an import is refused", engineTestLimit, async () => {
    const world = await PlainAccount.start();
    world.rules.set("MinimumPasswordLength", "12").set("MaxLoginAttempts", "5");
    const config = Object.fromEntries(Object.entries(world.config()).map(([key, value]) => [key, String(value)]));
    const stack = await Stack.create({ face, config });
    onTestFinished(async () => {
      await stack.close();
      await world.close();
    });
    const id = "account-password-policy";
    const unknown = "the account's password policy has elements that this version of pulumi-oos does not know";
    const said = await stack.up({ resources: [{ name: "rules", noun: "PasswordPolicy", get: id }] });
    expect(said).toContain(`${unknown} and leaves as they are: MaxLoginAttempts (5)`);
    expect(said).not.toMatch(/import/i);
    expect((await stack.resource("rules"))?.outputs).toMatchObject({
      minimumPasswordLength: 12,
      unknownElements: { MaxLoginAttempts: "5" },
    });
    if (face === "dynamic") return;

    const refusal = `${unknown}, so a program could not describe it completely: MaxLoginAttempts (5); nothing was imported`;
    const byCommand = await stack.run(
      "import",
      "oos:index:PasswordPolicy",
      "mine",
      id,
      "--yes",
      "--generate-code=false",
      "--color",
      "never",
    );
    const args = { minimumPasswordLength: 12 };
    const byOption = await stack.tryUp({ resources: [{ name: "mine", noun: "PasswordPolicy", args, options: { import: id } }] });
    for (const { code, text } of [byCommand, byOption]) {
      expect(code).not.toBe(0);
      expect(text.slice(text.indexOf("Diagnostics:")).split(refusal)).toHaveLength(2);
      expect(text).toContain(`PasswordPolicy "${id}" is not imported; the reason is shown with the resource`);
    }
    expect((await stack.exported()).resources.map(({ urn }) => urn).filter((urn) => urn.endsWith("::mine"))).toEqual([]);
    expect(world.calls).not.toContain("UpdateAccountPasswordPolicy");
  });
});
