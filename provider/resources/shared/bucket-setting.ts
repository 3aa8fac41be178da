/**
 * A setting of a bucket is one sub-resource of it: claimed, read, put whole and removed in the same way, whatever it says. The bucket's name
 * is its ID, and the bucket itself is never touched.
 */
import { z } from "zod";
import { isGone } from "./bucket-look";
import { claim } from "./claim";
import { lookBack, WiderError } from "./read-back";
import { namesBucket } from "./references";
import { allFields, differences, isOlder, meaningOf, sameSetting } from "./setting-values";
import { elementsDue, elementsKept, elementsOf, elementsRead, importRefusal, keeping } from "./unknown-elements";
import {
  type Context,
  type Created,
  field,
  type Fields,
  RefusedError,
  type ResourceDefinition,
  type RuleProblem,
  type Values,
} from "../../define";
import { noBucketProblems } from "../../rules/bucket-name";
import type { UnknownElement, UnknownElements } from "../../services/s3";
import { isKind } from "../../transport/errors/errors";
import { ifThere } from "./absence";

/** The fields that every setting has. @param title for the docs: `policy` */
export function settingFields(title: string) {
  return {
    bucket: field(namesBucket(z.string().min(1)), {
      doc: `Name of the bucket. A change replaces the ${title}.`,
      replaces: true,
      rule: noBucketProblems,
    }),
    adopt: field(z.boolean().optional(), {
      doc: `Take over and overwrite an existing ${title} of the bucket. Default false.`,
      local: true,
      createOnly: true,
    }),
  };
}

type SettingFields = z.ZodObject<ReturnType<typeof settingFields>>;
type Named = z.infer<SettingFields>;

/** A setting as the service shows it. */
export interface ShownSetting<I extends Fields> {
  readonly inputs: Partial<Values<I>>;
  /** What else its document holds. */
  readonly unknown?: UnknownElements | undefined;
}

/** How what the service has kept is held against what it was sent. Pure. */
export interface ReadBack<I extends Fields> {
  /** Where data would go that was not to go, or sooner; default: the setting deletes nothing. */
  wider?(wanted: Values<I>, shown: Partial<Values<I>>): readonly RuleProblem[];
  /** Everything that was not kept; default: one problem for each field that differs. */
  lost?(wanted: Values<I>, shown: Partial<Values<I>>): readonly RuleProblem[];
}

export interface BucketSetting<I extends Fields, O extends Fields> {
  readonly noun: string;
  /** For messages: `policy`. */
  readonly title: string;
  /** With the fields of {@link settingFields}. */
  readonly inputs: I;
  /** With those of `elementOutputs` where its document may hold more than the inputs say. */
  readonly outputs: O;
  /** True: a write needs no look before it. The program says all of the setting, or `put` looks for itself. */
  readonly needsNoLook?: true;
  /** What the service shows; undefined, or a failure `not-configured`, when the bucket has no such setting. */
  get(context: Context, bucket: string): Promise<ShownSetting<I> | undefined>;
  /** True for what a deletion leaves where the service has no way back: it is nobody's, and may be overwritten. */
  isLeftover?(shown: Partial<Values<I>>): boolean;
  /** Makes the setting, or replaces all of it. @param unknown what else its document holds @returns what of that was kept */
  put(context: Context, wanted: Values<I>, unknown: UnknownElements | undefined): Promise<readonly UnknownElement[] | undefined>;
  /** What somebody must hear of a change by hand, in words. Pure. @param known the last known inputs */
  alarms?(known: Partial<Values<I>>, shown: Partial<Values<I>>): readonly string[];
  /** Of a setting that decides over data: it is read once after each write. */
  readonly readBack?: ReadBack<I>;
  /** Removes it; a failure `not-found` or `not-configured` is fine. */
  remove(context: Context, bucket: string, olds: Partial<Values<I>>): Promise<unknown>;
  /** Values of the computed outputs; asked at creation and import only. */
  compute?(context: Context, bucket: string): Promise<Partial<Values<O>>>;
}

type Life<I extends Fields, O extends Fields> = Pick<
  ResourceDefinition<I, O>,
  | "noun"
  | "inputs"
  | "outputs"
  | "idForm"
  | "identity"
  | "cachedReads"
  | "queue"
  | "due"
  | "create"
  | "observe"
  | "confirmAbsent"
  | "update"
  | "delete"
>;

/** The part of a definition that is the same for every setting. */
export function bucketSetting<I extends Fields, O extends Fields>(setting: BucketSetting<I, O>): Life<I, O> {
  const { noun, title, inputs: fields } = setting;
  const subjectOf = (bucket: string): string => `the ${title} of bucket "${bucket}"`;
  const outputsOf = async (context: Context, bucket: string): Promise<Partial<Values<O>>> =>
    setting.compute === undefined ? {} : setting.compute(context, bucket);

  return {
    noun,
    inputs: fields,
    outputs: setting.outputs,
    idForm: "`<bucket name>`",
    identity: ["bucket"] as Life<I, O>["identity"],
    cachedReads: true,
    queue: (inputs) => `bucket/${named(inputs).bucket ?? ""}`,
    due: ({ outputs }) => elementsDue(outputs),

    async create(context, wanted, made): Promise<Created<O>> {
      const { bucket = "", adopt } = named(wanted);
      let leftover: ShownSetting<I> | undefined;
      const { entity, found, replaced } = await claim<ShownSetting<I>>(context, {
        noun,
        name: bucket,
        subject: `a ${title} of bucket "${bucket}"`,
        importId: bucket,
        adopt: adopt === true,
        look: async () => {
          const shown = await look(setting, context, bucket);
          if (shown === undefined || setting.isLeftover?.(shown.inputs) !== true) return shown;
          leftover = shown;
          return undefined;
        },
        parts: { made: () => [meaningOf(fields, wanted)], shown: (shown) => [meaningOf(fields, shown.inputs)] },
        make: async () => {
          await setting.put(context, wanted, undefined);
          return { inputs: wanted };
        },
      });
      const isOther = found && !sameSetting(fields, entity.inputs, wanted);
      let kept = entity.unknown?.list;
      try {
        if (isOther) kept = await keeping(subjectOf(bucket), () => setting.put(context, wanted, entity.unknown));
        if (!found || isOther) await readBack(setting, context, wanted, found ? entity : leftover);
      } catch (error) {
        if (!isUndone(error)) made(bucket, {}, replaced);
        else if (!found) await context.intents.forget(noun, bucket);
        throw error;
      }
      made(bucket, {}, replaced);
      const outputs = { ...(await outputsOf(context, bucket)), ...elementsKept(elementsOf(kept)) };
      const before = isOther ? entity : leftover;
      return { id: bucket, outputs, replaced: { ...replaced, ...(before === undefined ? {} : allFields(fields, before.inputs)) } };
    },
    async observe(context, id, known, last) {
      const shown = await ifThere(look(setting, context, id), context);
      if (shown === undefined) return undefined;
      const found = elementsOf(shown.unknown?.list);
      const outputs = known === undefined ? await ifThere(outputsOf(context, id), context) : {};
      if (outputs === undefined) return undefined;
      for (const alarm of known === undefined ? [] : (setting.alarms?.(known, shown.inputs) ?? []))
        context.log("warn", `${subjectOf(id)} was changed elsewhere: ${alarm}`);
      return {
        inputs: { ...shown.inputs, bucket: id },
        outputs: { ...outputs, ...(elementsRead(context, subjectOf(id), found, last) as Partial<Values<O>>) },
        importRefusal: importRefusal(subjectOf(id), found),
      };
    },
    // With the bucket everything that was set on it is gone; of a bucket that is there no second call tells about a setting.
    confirmAbsent: isGone,
    async update(context, id, news, olds, last) {
      const isOther = !sameSetting(fields, olds, news);
      const isDue = elementsDue(last.outputs).length > 0;
      if (!isOther && !isDue) return {};
      // Others may have set what the last read has not seen: it survives the write.
      const before = isOther && setting.needsNoLook === true ? { inputs: olds } : await look(setting, context, id);
      let kept = before?.unknown?.list;
      if (isOther) {
        kept = await keeping(subjectOf(id), () => setting.put(context, news, before?.unknown));
        try {
          await readBack(setting, context, news, before, (shown) =>
            shown === undefined ? last.isStale("*", undefined) : isOlder(fields, news, olds, shown.inputs, last.isStale),
          );
        } catch (error) {
          if (!isUndone(error)) last.keep({});
          throw error;
        }
      }
      return elementsKept(elementsOf(kept)) as Partial<Values<O>>;
    },
    async delete(context, id, olds) {
      try {
        await setting.remove(context, id, olds);
      } catch (error) {
        if (!isKind(error, "not-found", "not-configured")) throw error;
      }
    },
  };
}

/** What stands on the service is what stood there before: a refusal before the first write, or a write that was taken back. */
function isUndone(error: unknown): boolean {
  return error instanceof WiderError ? error.isUndone : error instanceof RefusedError;
}

async function look<I extends Fields, O extends Fields>(
  setting: BucketSetting<I, O>,
  context: Context,
  bucket: string,
): Promise<ShownSetting<I> | undefined> {
  try {
    return await setting.get(context, bucket);
  } catch (error) {
    if (isKind(error, "not-configured")) return undefined;
    throw error;
  }
}

/**
 * @param before what stood there
 * @param isOlderThanThat what may have stood there lately beside it
 */
async function readBack<I extends Fields, O extends Fields>(
  setting: BucketSetting<I, O>,
  context: Context,
  wanted: Values<I>,
  before: ShownSetting<I> | undefined,
  isOlderThanThat: (shown: ShownSetting<I> | undefined) => boolean = () => false,
): Promise<void> {
  const { title, inputs: fields, readBack: held } = setting;
  if (held === undefined) return;
  const { bucket = "" } = named(wanted);
  const differing = ({ inputs }: ShownSetting<I>): RuleProblem[] => differences(fields, wanted, inputs);
  await lookBack<ShownSetting<I>>(context, {
    subject: `the ${title} of bucket "${bucket}"`,
    before,
    look: () => look(setting, context, bucket),
    isAsWanted: (shown) => differing(shown).length === 0,
    isAsBefore: (shown) => before !== undefined && sameSetting(fields, before.inputs, shown.inputs),
    isOlder: isOlderThanThat,
    lost: (shown) => held.lost?.(wanted, shown.inputs) ?? differing(shown),
    deleting:
      held.wider === undefined
        ? undefined
        : {
            wider: ({ inputs }) => held.wider?.(wanted, inputs) ?? [],
            remove: () => setting.remove(context, bucket, wanted),
            restore: ({ inputs, unknown }) => setting.put(context, { ...wanted, ...inputs }, unknown),
          },
  });
}

/** Every definition of a setting has the fields of {@link settingFields}, which its type parameter does not say. */
function named(inputs: object): Partial<Named> {
  return inputs;
}
