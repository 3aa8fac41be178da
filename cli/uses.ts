/** The operations that the commands call. */
import type { OperationName } from "../provider/catalog";

export const commandUses: Readonly<Record<string, readonly OperationName[]>> = {
  "pulumi-oos password change": ["ChangePassword"],
  "pulumi-oos uploads abort": ["AbortMultipartUpload"],
  "pulumi-oos uploads list": ["ListMultipartUploads", "ListParts"],
};
