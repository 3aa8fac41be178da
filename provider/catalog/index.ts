/** Every operation by its name. */
import { IAM } from "./operations/iam";
import { S3 } from "./operations/s3";
import { STATISTICS } from "./operations/statistics";
import { TOPIC } from "./operations/topic";
import { TRAIL } from "./operations/trail";
import type { Operation } from "./types";

export const CATALOG = { ...S3, ...IAM, ...TRAIL, ...STATISTICS, ...TOPIC };

/** The service's own verb, letter for letter: `PutBucketPolicy`. */
export type OperationName = keyof typeof CATALOG;

/** `BucketLifecycle`: a setting of a bucket that is put and got as a whole. */
export type SettingName = {
  [Name in OperationName]: Name extends `Put${infer Suffix}` ? (`Get${Suffix}` extends OperationName ? Suffix : never) : never;
}[OperationName];

/** One that can be deleted, too. */
export type RemovableSettingName = SettingName & { [Name in OperationName]: Name extends `Delete${infer Suffix}` ? Suffix : never }[OperationName];

export function operationNamed(name: OperationName): Operation {
  return CATALOG[name];
}
