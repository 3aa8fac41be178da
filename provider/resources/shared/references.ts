/** Texts that name another resource: a program may give that resource itself, and the SDK takes its name. */
import type { z } from "zod";
import { naming } from "../../define";

export const namesBucket = <S extends z.ZodType>(text: S): S => naming(text, { noun: "Bucket", property: "bucket" });
export const namesGroup = <S extends z.ZodType>(text: S): S => naming(text, { noun: "Group", property: "groupName" });
export const namesPolicy = <S extends z.ZodType>(text: S): S => naming(text, { noun: "Policy", property: "arn" });
export const namesTopic = <S extends z.ZodType>(text: S): S => naming(text, { noun: "Topic", property: "arn" });
export const namesUser = <S extends z.ZodType>(text: S): S => naming(text, { noun: "IamUser", property: "userName" });
