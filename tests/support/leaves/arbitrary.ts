/** Values of any form of a schema; what its leaves are, a test says. */
import fc from "fast-check";
import { z } from "zod";
import { unwrap } from "../../../provider/engine/steps/form";
import { assetSchema } from "../../../provider/rules/asset";
import type { Properties } from "../plugin/results";

export interface Leaves {
  readonly text: fc.Arbitrary<string>;
  readonly number: fc.Arbitrary<number>;
  readonly asset: fc.Arbitrary<unknown>;
  /** A policy: an object of which the schema says nothing. */
  readonly document: fc.Arbitrary<unknown>;
  /** Where the schema takes anything. */
  readonly anything: fc.Arbitrary<unknown>;
  /** What stands where a right value may stand. */
  readonly part: (right: fc.Arbitrary<unknown>) => fc.Arbitrary<unknown>;
  readonly object: (fields: readonly Field[]) => fc.Arbitrary<Properties>;
}

interface Field {
  readonly name: string;
  readonly isOptional: boolean;
  readonly values: fc.Arbitrary<unknown>;
}

export function objectsOf(schema: z.ZodObject, leaves: Leaves): fc.Arbitrary<Properties> {
  return leaves.object(
    Object.entries(schema.shape as Record<string, z.ZodType>).map(([name, field]) => ({
      name,
      isOptional: field.safeParse(undefined).success,
      values: valuesOf(field, leaves),
    })),
  );
}

function valuesOf(schema: z.core.$ZodType, leaves: Leaves): fc.Arbitrary<unknown> {
  return leaves.part(rightOf(unwrap(schema), leaves));
}

function rightOf(schema: z.core.$ZodType, leaves: Leaves): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodNumber) return leaves.number;
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodArray) return fc.array(valuesOf(schema.element, leaves), { maxLength: 4 });
  if (schema instanceof z.ZodRecord && schema.valueType instanceof z.ZodUnknown) return leaves.document;
  if (schema instanceof z.ZodRecord) return fc.dictionary(leaves.text, valuesOf(schema.valueType, leaves), { maxKeys: 4 });
  if (schema instanceof z.ZodUnion) return fc.oneof(...schema.options.map((option) => rightOf(unwrap(option), leaves)));
  if (schema === assetSchema) return leaves.asset;
  if (schema instanceof z.ZodObject) return objectsOf(schema, leaves);
  return schema instanceof z.ZodString ? leaves.text : leaves.anything;
}
