/**
 * A setting of a bucket is one sub-resource of it: claimed, read, put whole and removed in the same way, whatever it says. The bucket's name
 * is its ID, and the bucket itself is never touched.
 */
import { z } from "zod";
import { isGone } from "./bucket-look";
import { claim } from "./claim";
import {
  canonicalOf,
  type Context,
  type Created,
  field,
  type FieldEntry,
  type Fields,
  fieldsOf,
  type Replaced,
  type ResourceDefinition,
  sameMeaning,
  type Values,
} from "../define";
import { isKind } from "../transport/errors";

/** The fields that every setting has. @param title for the docs: `policy` */
export function settingFields(title: string) {
  return {
    bucket: field(z.string().min(1), { doc: `Name of the bucket. A change replaces the ${title}.`, replaces: true }),
    adopt: field(z.boolean().optional(), {
      doc: `Take over, and overwrite, a ${title} that the bucket already has. Default false.`,
      local: true,
      createOnly: true,
    }),
  };
}

type SettingFields = z.ZodObject<ReturnType<typeof settingFields>>;
type Named = z.infer<SettingFields>;

export interface BucketSetting<I extends Fields, O extends Fields> {
  readonly noun: string;
  /** For messages: `policy`. */
  readonly title: string;
  /** With the fields of {@link settingFields}. */
  readonly inputs: I;
  readonly outputs: O;
  /** What the service shows; undefined, or a failure `not-configured`, when the bucket has no such setting. */
  get(context: Context, bucket: string): Promise<Partial<Values<I>> | undefined>;
  /** True for what a deletion leaves where the service has no way back: it is nobody's, and may be overwritten. */
  isLeftover?(shown: Partial<Values<I>>): boolean;
  /** Makes the setting, or replaces all of it. */
  put(context: Context, wanted: Values<I>): Promise<void>;
  /** Removes it; a failure `not-found` or `not-configured` is fine. */
  remove(context: Context, bucket: string, olds: Partial<Values<I>>): Promise<void>;
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
  | "create"
  | "observe"
  | "confirmAbsent"
  | "update"
  | "delete"
>;

/** The part of a definition that is the same for every setting. */
export function bucketSetting<I extends Fields, O extends Fields>(setting: BucketSetting<I, O>): Life<I, O> {
  const { noun, title, inputs: fields } = setting;
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

    async create(context, wanted, made): Promise<Created<O>> {
      const { bucket = "", adopt } = named(wanted);
      let leftover: Partial<Values<I>> | undefined;
      const { entity, found, replaced } = await claim<Partial<Values<I>>>(context, {
        noun,
        name: bucket,
        subject: `a ${title} of bucket "${bucket}"`,
        importId: bucket,
        adopt: adopt === true,
        look: async () => {
          const shown = await look(setting, context, bucket);
          leftover = shown !== undefined && setting.isLeftover?.(shown) === true ? shown : undefined;
          return leftover === undefined ? shown : undefined;
        },
        parts: { made: () => [meaningOf(fields, wanted)], shown: (shown) => [meaningOf(fields, shown)] },
        make: async () => {
          await setting.put(context, wanted);
          return wanted;
        },
      });
      made(bucket, {}, replaced);
      const isOther = found && !sameSetting(fields, entity, wanted);
      if (isOther) await setting.put(context, wanted);
      const before = isOther ? entity : leftover;
      return {
        id: bucket,
        outputs: await outputsOf(context, bucket),
        replaced: { ...replaced, ...(before === undefined ? {} : allFields(fields, before)) },
      };
    },
    async observe(context, id, known) {
      try {
        const shown = await look(setting, context, id);
        if (shown === undefined) return undefined;
        return { inputs: { ...shown, bucket: id }, outputs: known === undefined ? await outputsOf(context, id) : {} };
      } catch (error) {
        if (isKind(error, "not-found")) return undefined;
        throw error;
      }
    },
    // With the bucket everything that was set on it is gone; of a bucket that is there no second call tells about a setting.
    confirmAbsent: isGone,
    async update(context, _id, news, olds) {
      if (!sameSetting(fields, olds, news)) await setting.put(context, news);
      return {};
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

async function look<I extends Fields, O extends Fields>(
  setting: BucketSetting<I, O>,
  context: Context,
  bucket: string,
): Promise<Partial<Values<I>> | undefined> {
  try {
    return await setting.get(context, bucket);
  } catch (error) {
    if (isKind(error, "not-configured")) return undefined;
    throw error;
  }
}

/** Fields of the setting itself: those that only steer us do not count. */
function ownFields(fields: Fields): readonly FieldEntry[] {
  return fieldsOf(fields).filter(({ name, meta }) => name !== "bucket" && meta.local !== true);
}

/** Every field with its value, also those without one. */
function allFields<I extends Fields>(fields: I, values: Partial<Values<I>>): Replaced {
  const shown: Readonly<Record<string, unknown>> = values;
  return Object.fromEntries(ownFields(fields).map(({ name }) => [name, shown[name]]));
}

/** What is on the service means the same. */
function sameSetting<I extends Fields>(fields: I, a: Partial<Values<I>>, b: Partial<Values<I>>): boolean {
  const [before, after] = [a, b] as readonly Readonly<Record<string, unknown>>[];
  return ownFields(fields).every(({ name, meta }) => sameMeaning(meta, before?.[name], after?.[name]));
}

/** What a setting says on the service, in one form for every way to say it; without what it may not show, and without secrets. */
function meaningOf<I extends Fields>(fields: I, values: Partial<Values<I>>): Readonly<Record<string, unknown>> {
  const said: Readonly<Record<string, unknown>> = values;
  const shown = ownFields(fields).filter(({ meta }) => meta.secret !== true && meta.mayBeHidden !== true);
  return Object.fromEntries(
    shown.map(({ name, meta }) => [name, canonicalOf(meta, said[name] ?? meta.absentMeans ?? meta.default) ?? null]),
  );
}

/** Every definition of a setting has the fields of {@link settingFields}, which its type parameter does not say. */
function named(inputs: object): Partial<Named> {
  return inputs;
}
