/** getUsers: the users of the account [GUIDE 7.1.3]. */
import { z } from "zod";
import { defineFunction, field } from "../define";
import { byName, toUser, userShape } from "./shared/iam";
import * as iam from "../services/iam";
import { defined } from "../pure/defined";

const inputs = z.strictObject({
  nameContains: field(z.string().min(1).optional(), { doc: "Limit to users whose name contains this text." }),
  accessKeyIdContains: field(z.string().min(1).optional(), {
    doc: "Limit to users with an access key whose id contains this text; finds the owner of a key.",
  }),
});
const outputs = z.strictObject({
  users: field(z.array(userShape), { doc: "The users, sorted by name.", typeName: "UserInfos" }),
  userNames: field(z.array(z.string()), { doc: "Their names, in the same order." }),
});

export const getUsers = defineFunction({
  name: "getUsers",
  uses: ["ListUsers"],
  doc: "Lists the users of the account, all pages. Both filters must match.",
  inputs,
  outputs,
  async invoke({ client }, { nameContains, accessKeyIdContains }) {
    const found = await iam.listAllUsers(client, {
      ...defined({ userName: nameContains, accessKeyId: accessKeyIdContains }),
    });
    const users = byName(found.map(toUser), ({ userName }) => userName);
    return { users, userNames: users.map(({ userName }) => userName) };
  },
});
