/**
 * What a person can do next after an error (law 11), in English for messages and in Chinese for the Chinese pages. What depends on the moment stands
 * in braces: `{signed}` (`v4 for region cn`), `{region}`, `{clock}`.
 */
interface Words {
  readonly en: string;
  readonly zh: string;
}

const KEYS = {
  en: "check that oos:accessKeyId and oos:secretAccessKey belong together and to this account",
  zh: "检查 oos:accessKeyId 与 oos:secretAccessKey 是否配对、是否属于该账户",
};

export const NEXT_STEPS = {
  // Keys, signatures and clocks
  "check-keys": KEYS,
  "check-key-id": {
    en: "check oos:accessKeyId (or OOS_ACCESS_KEY_ID): the service does not know it; keys of another service do not work here",
    zh: "检查 oos:accessKeyId（或 OOS_ACCESS_KEY_ID）：服务不认识它；其他服务的密钥在此无效",
  },
  "check-signature": {
    en: `${KEYS.en}; signed with {signed}: check oos:region and oos:endpoints`,
    zh: `${KEYS.zh}；请求以 {signed} 签名：检查 oos:region 和 oos:endpoints`,
  },
  "check-region": {
    en: "check oos:region and oos:endpoints: the request was signed for region {region}",
    zh: "检查 oos:region 和 oos:endpoints：请求是按区域 {region} 签名的",
  },
  "set-clock": { en: "{clock}; set the clock of this machine", zh: "{clock}；校准本机时钟" },
  "renew-expired-token": {
    en: "the session token has expired: get new temporary credentials",
    zh: "会话令牌已过期：重新获取临时凭证",
  },
  "renew-token": { en: "the session token is not valid: get new temporary credentials", zh: "会话令牌无效：重新获取临时凭证" },
  "check-head-bucket": {
    en: `${KEYS.en}, and that no policy denies s3:ListBucket: if a bucket policy of this stack does, correct it in the program and run \`pulumi up\` without a refresh (--refresh=false)`,
    zh: `${KEYS.zh}，并确认没有策略拒绝 s3:ListBucket：如果是本 stack 的存储桶策略所致，在程序中更正后不经刷新运行 \`pulumi up\`（--refresh=false）`,
  },

  // Permissions
  "allow-operation": {
    en: "give the key's user a policy that allows this operation, or use another access key",
    zh: "给密钥所属的用户附加允许该操作的策略，或换用其他访问密钥",
  },
  "allow-action": {
    en: "let the account's root user attach a policy that allows this action to the user whose key is configured",
    zh: "请账户的根用户给所配密钥的用户附加允许该操作的策略",
  },
  "check-keys-and-bucket": {
    en: "check oos:accessKeyId and oos:secretAccessKey, then the policy and the ACL of the bucket: the service gives the same answer for an unknown key, a wrong secret and a missing permission",
    zh: "先检查 oos:accessKeyId 与 oos:secretAccessKey，再检查存储桶的策略和 ACL：密钥不存在、密文不对、缺少权限，返回的都是这一错误",
  },
  "ask-support-suspended": { en: "the account is suspended: contact support", zh: "账户已被停用：联系客服" },

  // The service and the way to it
  "slow-down": {
    en: "lower oos:requestsPerSecond or oos:maxConcurrency",
    zh: "调低 oos:requestsPerSecond 或 oos:maxConcurrency",
  },
  "try-later": {
    en: "the service failed: try again later; if it keeps failing, give the request ID to support",
    zh: "服务出错：稍后重试；若仍然如此，向客服提供请求 ID",
  },
  "try-later-slow": {
    en: "the request did not arrive in time: check the network and oos:proxy, and try again",
    zh: "请求未能及时送达：检查网络和 oos:proxy 后重试",
  },
  "check-network": { en: "check the network, oos:endpoints and oos:proxy", zh: "检查网络、oos:endpoints 和 oos:proxy" },
  "check-answerer": {
    en: "something else answered: check oos:endpoints, and that no proxy or login page stands in between",
    zh: "应答的不是该服务：检查 oos:endpoints，并确认中间没有代理或登录页",
  },
  "check-proxy": {
    en: "a proxy is altering the requests: check oos:endpoints and oos:proxy",
    zh: "请求在中途被改动：检查 oos:endpoints 和 oos:proxy",
  },
  "send-again": {
    en: "the content changed on its way: try again; if it keeps failing, check oos:proxy",
    zh: "内容在传输中被改动：重试；若仍然如此，检查 oos:proxy",
  },
  "not-offered": { en: "the service does not offer this operation", zh: "服务不提供该操作" },
  "wait-for-change": { en: "the entity is being changed: wait a moment and try again", zh: "稍后重试：该实体正在变更" },

  // Buckets and objects
  "choose-bucket-name": {
    en: "bucket names are shared by all accounts: choose another name",
    zh: "存储桶名在所有账户间唯一：换一个名字",
  },
  "adopt-bucket": {
    en: "the bucket already belongs to this account: set adopt: true, or import it",
    zh: "存储桶已属于本账户：设置 adopt: true，或导入它",
  },
  "empty-bucket": {
    en: "remove the objects and uploads of the bucket first, or set forceDestroy: true",
    zh: "先清除存储桶中的对象和分段上传，或设置 forceDestroy: true",
  },
  "too-many-buckets": {
    en: "the account has reached its number of buckets: delete one, or ask support for a higher quota",
    zh: "账户的存储桶数已达上限：删除一个，或联系客服提高上限",
  },
  "correct-bucket-name": {
    en: "correct the bucket name; `pulumi preview` shows every rule that it breaks",
    zh: "更正存储桶名；`pulumi preview` 会列出它违反的每条规则",
  },
  "set-region": {
    en: "the bucket is at another endpoint: set oos:region to its region",
    zh: "存储桶位于其他访问点：把 oos:region 设为它所在的区域",
  },
  "wait-for-move": {
    en: "the bucket is moving to another endpoint: try again later",
    zh: "存储桶正在迁移到其他访问点：稍后重试",
  },
  "choose-pool": {
    en: "choose the pool with oos:region or oos:endpoints: a bucket is created in the pool that receives the request",
    zh: "用 oos:region 或 oos:endpoints 选择资源池；存储桶创建在接受请求的资源池中",
  },
  "needs-lock": {
    en: "only a bucket created with objectLockEnabled can have an ObjectLock, and its versioning cannot be suspended",
    zh: "只有创建时设置了 objectLockEnabled 的存储桶才能有 ObjectLock，且其版本控制不能暂停",
  },
  "free-storage": {
    en: "delete what is no longer needed, or raise the quota in the console",
    zh: "删除不再需要的内容，或在控制台提高配额",
  },
  "upload-in-parts": {
    en: "the content is too large for one request: upload it in parts (set partSizeMiB)",
    zh: "内容超过单个请求的上限：改为分段上传（partSizeMiB）",
  },
  "larger-parts": {
    en: "every part but the last has at least 5 MiB: raise partSizeMiB",
    zh: "除最后一段外，每段至少 5 MiB：调大 partSizeMiB",
  },
  "upload-again": { en: "run `pulumi up` again: the upload starts from the beginning", zh: "重新运行 `pulumi up`：上传会从头开始" },
  "refresh-object": {
    en: "the object has changed in the meantime: run `pulumi refresh`, then `pulumi up`",
    zh: "对象在此期间有变动：先 `pulumi refresh`，再 `pulumi up`",
  },
  "correct-key": { en: "correct the key: at most 1024 bytes of UTF-8", zh: "更正对象键：UTF-8 编码不超过 1024 字节" },
  "choose-storage-class": { en: "choose a storage class that the pool has", zh: "选择资源池支持的存储类型" },
  "make-bucket": {
    en: "create the bucket first, or let this resource depend on it; if it was deleted outside of Pulumi, run `pulumi refresh`",
    zh: "先创建存储桶，或让该资源依赖它；如果存储桶是在 Pulumi 之外删除的，运行 `pulumi refresh`",
  },
  "make-object": {
    en: "create the object first, or the topic of the notification, or let this resource depend on it; if it was deleted outside of Pulumi, run `pulumi refresh`",
    zh: "先创建对象或事件通知的主题，或让该资源依赖它；如果它是在 Pulumi 之外删除的，运行 `pulumi refresh`",
  },
  "make-topic": {
    en: "create the topic first, or let this resource depend on it; if it was deleted outside of Pulumi, run `pulumi refresh`",
    zh: "先创建主题，或让该资源依赖它；如果主题是在 Pulumi 之外删除的，运行 `pulumi refresh`",
  },
  "make-setting-again": {
    en: "run `pulumi refresh`; `pulumi up` then creates the setting again",
    zh: "先 `pulumi refresh`，再由 `pulumi up` 重新设置",
  },

  // Values
  "correct-value": {
    en: "correct the value named in the message; where it names none, look first at what not every pool has: storage classes, events, receivers",
    zh: "更正错误信息中指出的值；服务没有指出时，先看并非每个资源池都有的内容：存储类型、事件、接收端",
  },
  "correct-named-value": { en: "correct the value named in the message", zh: "更正错误信息中指出的值" },
  "leave-feature-out": {
    en: "the service may lack a feature that the document uses: leave out what is not needed, one part after the other",
    zh: "服务可能不支持文档中用到的某个功能：逐一去掉不需要的部分",
  },
  "correct-policy": { en: "correct the policy document", zh: "更正策略文档" },
  "correct-iam-policy": {
    en: "correct the policy document; `pulumi preview` shows every problem that can be found without the service",
    zh: "更正策略文档；`pulumi preview` 会列出不访问服务就能发现的全部问题",
  },
  "correct-email": {
    en: "no account has this address: correct emailAddress, or name the account by its ID",
    zh: "没有账户使用该邮箱地址：更正 emailAddress，或改用账户 ID",
  },
  "correct-tags": {
    en: "correct the tags: each key once, with at most 128 characters, and values of at most 256",
    zh: "更正标签：键不重复且不超过 128 个字符，值不超过 256 个字符",
  },
  "correct-retention": { en: "retention is a number of days or of years, at least 1", zh: "保留期为天数或年数，至少为 1" },
  "correct-website": {
    en: "correct the website; `pulumi preview` shows what can be found without the service",
    zh: "更正静态网站设置；`pulumi preview` 会列出无需服务即可发现的问题",
  },

  // IAM
  "detach-first": {
    en: "remove what still belongs to it (keys, policies, group memberships, login profile, MFA devices), or set forceDestroy",
    zh: "先清除仍属于它的内容（密钥、策略、用户组成员关系、登录配置、MFA 设备），或设置 forceDestroy",
  },
  "choose-name": {
    en: "choose another name (names that differ only in case are the same), adopt it with `adopt: true`, or import it",
    zh: "换一个名字（仅大小写不同视为同名），用 `adopt: true` 接管，或导入它",
  },
  "enter-codes": { en: "enter two consecutive codes of the device, and check its clock", zh: "输入设备上连续的两个验证码，并检查设备时钟" },
  "choose-duration": { en: "choose a duration between 900 and 129600 seconds", zh: "有效期须在 900 到 129600 秒之间" },
  "use-user-key": {
    en: "use the access key of an IAM user: the root user's password is changed in the console",
    zh: "换用 IAM 用户的访问密钥：根用户的密码在控制台修改",
  },
  "raise-quota": {
    en: "remove what is no longer needed, or ask support for a higher quota",
    zh: "删除不再需要的内容，或申请更高的配额",
  },
  "check-name": {
    en: "check the name and the account; if it was deleted outside of Pulumi, run `pulumi refresh`",
    zh: "检查名字和账户；如果是在 Pulumi 之外删除的，运行 `pulumi refresh`",
  },
  "check-current-password": {
    en: "type the current password of this key's user; if it is right, it has expired, or the account does not let its users change theirs: ask an administrator",
    zh: "输入该密钥所属用户的当前密码；如果密码无误，则它已过期，或账户不允许用户自行修改密码：请联系管理员",
  },
  "fit-password-policy": {
    en: "choose a password that fits the account's password policy",
    zh: "选择符合账户密码规则的密码",
  },

  // Trails and statistics
  "check-trail": {
    en: "check the name and the account; if the trail was deleted outside of Pulumi, run `pulumi refresh`",
    zh: "检查名字和账户；如果跟踪是在 Pulumi 之外删除的，运行 `pulumi refresh`",
  },
  "choose-trail-name": {
    en: "choose another name, adopt the trail with `adopt: true`, or import it",
    zh: "换一个名字，用 `adopt: true` 接管该跟踪，或导入它",
  },
  "too-many-trails": {
    en: "an account has at most 10 trails: delete one that is no longer needed",
    zh: "一个账户最多 10 个跟踪；删除不再需要的",
  },
  "make-bucket-of-trail": {
    en: "create the bucket first, or let the trail depend on it",
    zh: "先创建存储桶，或让 Trail 依赖它",
  },
  "let-trail-write": {
    en: "give the bucket a policy that lets the trail service write, and let the trail depend on that policy",
    zh: "给存储桶设置允许操作跟踪服务写入的策略，并让 Trail 依赖该策略",
  },
  "correct-trail-name": {
    en: "3 to 128 letters, digits, dots, underscores and hyphens, with a letter or digit at both ends",
    zh: "3 到 128 个字母、数字、点、下划线和连字符，首尾为字母或数字",
  },
  "correct-prefix": { en: "correct s3KeyPrefix", zh: "更正 s3KeyPrefix" },
  "correct-selector": {
    en: "at most one selector; readWriteType All, ReadOnly or WriteOnly",
    zh: "最多一个选择器；readWriteType 为 All、ReadOnly 或 WriteOnly",
  },
  "one-attribute": {
    en: "ask by one attribute at a time, by a name that lookupEvents lists",
    zh: "一次只按一个属性查询，属性名见 lookupEvents",
  },
  "smaller-page": { en: "ask for at most 50 events a page", zh: "每页最多 50 个事件" },
  "first-page": { en: "start the list again from its first page", zh: "从第一页重新查询" },
  "correct-times": {
    en: "let startTime be before endTime, and neither more than 184 days ago",
    zh: "startTime 须早于 endTime，且都不早于 184 天前",
  },
  "correct-dates": {
    en: "correct the dates: days of UTC+8, the end not before the beginning, no more days than the frequency allows",
    zh: "更正日期：按 UTC+8 计，结束不早于开始，天数不超过该采样粒度的上限",
  },
  "choose-frequency": { en: "choose another frequency", zh: "换一个采样粒度" },
  "check-bucket": { en: "check the name of the bucket and the account", zh: "检查存储桶名和账户" },
} as const satisfies Readonly<Record<string, Words>>;

export type NextStep = keyof typeof NEXT_STEPS;
