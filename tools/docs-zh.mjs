/** Next steps of errors, and their Chinese. `npm run generate` names those that lack it. The texts of definitions stand in tools/chinese. */
import { zosPairs } from "./docs-zh-zos.mjs";

const pairs = [
  [
    "give the key's user a policy that allows this operation, or use another access key",
    "给密钥所属的用户附加允许该操作的策略，或换用其他访问密钥",
  ],
  [
    "let the account's root user attach a policy that allows this action to the user whose key is configured",
    "请账户的根用户给所配密钥的用户附加允许该操作的策略",
  ],
  [
    "check oos:region and oos:endpoints: the request was signed for region <region>",
    "检查 oos:region 和 oos:endpoints：请求是按区域 <region> 签名的",
  ],
  ["bucket names are shared by all accounts: choose another name", "存储桶名在所有账户间唯一：换一个名字"],
  ["the bucket is yours already: set adopt: true, or import it", "存储桶已属于本账户：设置 adopt: true，或导入它"],
  [
    "remove the objects and uploads of the bucket first, or set forceDestroy: true",
    "先清除存储桶中的对象和分段上传，或设置 forceDestroy: true",
  ],
  [
    "remove what still belongs to it (keys, policies, group memberships, login profile, MFA devices), or set forceDestroy",
    "先清除仍属于它的内容（密钥、策略、用户组成员关系、登录配置、MFA 设备），或设置 forceDestroy",
  ],
  [
    "choose another name (names that differ only in case are the same), adopt it with `adopt: true`, or import it",
    "换一个名字（仅大小写不同视为同名），用 `adopt: true` 接管，或导入它",
  ],
  ["wait a moment and try again: the entity is being changed", "稍后重试：该实体正在变更"],
  ["the session token has expired: get new temporary credentials", "会话令牌已过期：重新获取临时凭证"],
  [
    "give the bucket a policy that lets the trail service write, and let the trail depend on that policy",
    "给存储桶设置允许操作跟踪服务写入的策略，并让 Trail 依赖该策略",
  ],
  [
    "check oos:accessKeyId (or OOS_ACCESS_KEY_ID): the service does not know it; keys of another service do not work here",
    "检查 oos:accessKeyId（或 OOS_ACCESS_KEY_ID）：服务不认识它；其他服务的密钥在此无效",
  ],
  ["give two consecutive codes of the device, and check its clock", "输入设备上连续的两个验证码，并检查设备时钟"],
  ["correct the bucket name; `pulumi preview` shows every rule that it breaks", "更正存储桶名；`pulumi preview` 会列出它违反的每条规则"],
  ["choose a duration between 900 and 129600 seconds", "有效期须在 900 到 129600 秒之间"],
  ["at most one selector; readWriteType All, ReadOnly or WriteOnly", "最多一个选择器；readWriteType 为 All、ReadOnly 或 WriteOnly"],
  ["correct s3KeyPrefix", "更正 s3KeyPrefix"],
  ["the session token is not valid: get new temporary credentials", "会话令牌无效：重新获取临时凭证"],
  [
    "3 to 128 letters, digits, dots, underscores and hyphens, with a letter or digit at both ends",
    "3 到 128 个字母、数字、点、下划线和连字符，首尾为字母或数字",
  ],
  ["remove what is not needed any more, or ask the provider of the account for a higher quota", "删除不再需要的内容，或申请更高的配额"],
  ["correct the policy document", "更正策略文档"],
  [
    "the service may lack a feature that the document uses: leave out what is not needed, one part after the other",
    "服务可能不支持文档中用到的某个功能：逐一去掉不需要的部分",
  ],
  [
    "correct the policy document; `pulumi preview` shows every problem that can be found without the service",
    "更正策略文档；`pulumi preview` 会列出不访问服务就能发现的全部问题",
  ],
  ["an account has at most 10 trails; remove one that is not needed any more", "一个账户最多 10 个跟踪；删除不再需要的"],
  ["create the bucket first, or let the trail depend on it", "先创建存储桶，或让 Trail 依赖它"],
  [
    "check the name and the account; if it was removed outside of Pulumi, run `pulumi refresh`",
    "检查名字和账户；如果是在 Pulumi 之外删除的，运行 `pulumi refresh`",
  ],
  [
    "check the name and the account; if the trail was removed outside of Pulumi, run `pulumi refresh`",
    "检查名字和账户；如果跟踪是在 Pulumi 之外删除的，运行 `pulumi refresh`",
  ],
  ["choose a password that fits the account's password policy", "选择符合账户密码规则的密码"],
  ["the bucket lives at another endpoint: set oos:region to its region", "存储桶位于其他访问点：把 oos:region 设为它所在的区域"],
  ["this machine's clock and the service's differ too much; set the clock of this machine", "本机与服务的时钟相差过大；校准本机时钟"],
  [
    "check that oos:accessKeyId and oos:secretAccessKey belong together and to this account; signed with v4 for region <region>: check oos:region and oos:endpoints",
    "检查 oos:accessKeyId 与 oos:secretAccessKey 是否配对、是否属于该账户；请求以 v4、区域 <region> 签名：检查 oos:region 和 oos:endpoints",
  ],
  ["the bucket is moving to another endpoint: try again later", "存储桶正在迁移到其他访问点：稍后重试"],
  [
    "the account has as many buckets as it may have: delete one, or ask the provider's support for more",
    "账户的存储桶数已达上限：删除一个，或联系客服提高上限",
  ],
  ["choose another name, adopt the trail with `adopt: true`, or import it", "换一个名字，用 `adopt: true` 接管该跟踪，或导入它"],
  [
    "correct the dates: days of UTC+8, the end not before the beginning, no more days than the frequency allows",
    "更正日期：按 UTC+8 计，结束不早于开始，天数不超过该采样粒度的上限",
  ],
  ["ask by one attribute at a time, by a name that lookupEvents lists", "一次只按一个属性查询，属性名见 lookupEvents"],
  ["ask for at most 50 events a page", "每页最多 50 个事件"],
  ["start the list again from its first page", "从第一页重新查询"],
  ["let startTime be before endTime, and neither more than 184 days ago", "startTime 须早于 endTime，且都不早于 184 天前"],
  [
    "use the access key of an IAM user: the root user's password is changed at the console",
    "换用 IAM 用户的访问密钥：根用户的密码在控制台修改",
  ],
  ["choose another frequency", "换一个采样粒度"],
  ["check the name of the bucket and the account", "检查存储桶名和账户"],
  ["correct the value that the message names", "更正错误信息中指出的值"],
];

export const chinese = new Map([...pairs, ...zosPairs]);
