/** English texts of definitions and tables, and their Chinese. A test names the texts that lack a translation. */
const pairs = [
  // Configuration.
  ["Service family to speak to.", "所用的服务类型。"],
  [
    "Region: `cn` (the whole object-storage network, the default), a resource pool such as `hazz`, or `cn-hk-hqnet` and `cn-hk-nqnet` for Hong Kong. Gives every host and the signing scope.",
    "区域：`cn`（整个对象存储网络，默认值）、资源池（如 `hazz`），或香港的 `cn-hk-hqnet` 与 `cn-hk-nqnet`。所有主机名和签名范围都由它决定。",
  ],
  [
    "URLs that override the backend's hosts, by service: `s3`, `iam`, `trail`, `statistics`, `topic`, `sts`.",
    "按服务覆盖默认主机的 URL：`s3`、`iam`、`trail`、`statistics`、`topic`、`sts`。",
  ],
  ["Access key id. Needs `secretAccessKey`.", "访问密钥 ID，须与 `secretAccessKey` 一起设置。"],
  ["Secret access key.", "访问密钥的密文部分（secret）。"],
  ["Token of temporary credentials.", "临时凭证的令牌。"],
  [
    "Profile of the shared credentials file (`OOS_SHARED_CREDENTIALS_FILE`, `~/.oos/credentials`, `~/.aws/credentials`).",
    "共享凭证文件中的配置段（`OOS_SHARED_CREDENTIALS_FILE`、`~/.oos/credentials`、`~/.aws/credentials`）。",
  ],
  ["ARN of a role to assume, on backends that have roles.", "要扮演的角色的 ARN，仅限支持角色的服务。"],
  ["Signature of S3 calls. IAM and trail always use v4.", "S3 请求的签名版本；IAM 和操作跟踪始终使用 v4。"],
  [
    "How the bucket is named in URLs. Default: the backend's; `path` for IP addresses and localhost.",
    "URL 中存储桶名的写法。默认取服务的写法；IP 地址和 localhost 用 `path`。",
  ],
  ["The provider refuses to work when the credentials belong to another account.", "凭证属于其他账户时，provider 拒绝执行。"],
  ["Retries of one request after its first attempt.", "单个请求首次失败后的重试次数。"],
  ["Limit of one attempt in seconds.", "单次尝试的时限（秒）。"],
  ["Requests in flight at once.", "同时进行的请求数。"],
  ["Requests started per second; unlimited when absent.", "每秒发起的请求数；不设置则不限。"],
  [
    "For how long after our own write a read that shows the old value is taken for a stale cache.",
    "自身写入之后多长时间内（秒），读到旧值视为服务端缓存未更新。",
  ],
  ["Forward proxy for all requests: `http://host:port`.", "所有请求使用的正向代理：`http://host:port`。"],
  ["PEM text, or the path of a PEM file, of additional certificate authorities.", "额外信任的证书颁发机构：PEM 文本，或 PEM 文件的路径。"],
  [
    "Tags added to every resource that has tags; the resource's own win.",
    "加到每个支持标签的资源上的标签；与资源自身的标签同名时，以资源的为准。",
  ],

  // Resources and functions.
  ["An access key of a user", "用户的访问密钥"],
  ["`<access key id>`; the secret of an imported key stays absent", "`<访问密钥 ID>`；导入的密钥没有 secret"],
  ["A bucket: a container of objects", "存储桶：对象的容器"],
  ["`<bucket name>`", "`<存储桶名>`"],
  ["The policy of a bucket", "存储桶的策略"],
  [
    "The lifecycle rules of a bucket: objects expire, or move to the infrequent-access storage class",
    "存储桶的生命周期规则：对象到期删除，或转为低频访问存储",
  ],
  [
    "The CORS rules of a bucket: which web pages of other origins may call it from a browser",
    "存储桶的跨域（CORS）规则：哪些其他源的网页可以在浏览器中访问它",
  ],
  ["A bucket as a web site: index and error documents, redirects", "静态网站托管：首页、错误页和重定向"],
  [
    "The retention of a bucket: nobody can change or delete its objects before their time",
    "存储桶的合规保留：保留期内任何人都不能修改或删除其中的对象",
  ],
  ["Access logs of a bucket, written into a bucket", "存储桶的访问日志，写入一个存储桶"],
  [
    "The access list of a bucket, grant by grant, where one of the canned lists (`acl` of Bucket) does not say enough",
    "存储桶的访问控制列表，逐条授权，用于预设 ACL（Bucket 的 `acl`）不够用的场合",
  ],
  [
    "Events of a bucket that are pushed to topics: objects that are made, overwritten or removed",
    "存储桶的事件通知：对象的创建、覆盖和删除推送到主题",
  ],
  ["A topic: where events of buckets are pushed, by a BucketNotification", "主题：存储桶事件（由 BucketNotification 配置）推送到哪里"],
  ["the topic's ARN", "主题的 ARN"],
  ["Looks a topic up", "查询一个主题"],
  ["Lists the topics of the tenant", "列出租户下的主题"],
  ["What the configured backend has and lacks", "当前服务支持和不支持的功能"],
  ["The encryption of objects that are stored without one of their own", "上传时未自行指定加密的对象的默认加密"],
  ["The tags of a bucket", "存储桶的标签"],
  ["Versions of the objects of a bucket", "存储桶的多版本控制"],
  ["The addresses from which a CDN may fetch the objects of a bucket", "允许 CDN 回源访问存储桶对象的 IP 地址"],
  ["One object of a bucket, from a file or a text", "存储桶中的一个对象，内容来自文件或文本"],
  ["`<bucket name>/<key>`", "`<存储桶名>/<对象键>`"],
  ["A user of the account", "账户下的用户"],
  ["`<user name>`", "`<用户名>`"],
  ["An IAM policy of the account", "账户下的 IAM 策略"],
  ["the policy's ARN", "策略的 ARN"],
  [
    "A trail: writes the account's management events as log objects into a bucket of the account",
    "操作跟踪：把账户的管理事件以日志对象的形式写入该账户的存储桶",
  ],
  ["`<trail name>`", "`<跟踪名>`"],
  ["Attaches one policy to one user", "把一个策略附加到一个用户"],
  ["`<user name>/<policy ARN>`", "`<用户名>/<策略 ARN>`"],
  ["Looks a bucket up", "查询一个存储桶"],
  ["Lists the buckets of the account", "列出账户下的存储桶"],
  ["The policy of a bucket, or nothing when it has none", "存储桶的策略；没有策略时为空"],
  ["Lists objects of a bucket, as many pages as it takes up to the limit", "列出存储桶中的对象，自动翻页，直到上限"],
  ["Lists the open multipart uploads of a bucket, all pages", "列出存储桶中所有未完成的分片上传"],
  ["Counts objects and bytes of a bucket", "统计存储桶的对象数和字节数"],
  ["The URLs that this provider uses, and the regions that it knows", "此 provider 使用的 URL，以及它所知道的区域"],
  ["Makes a link to an object that works without credentials until it ends", "生成对象的共享链接，在到期前无需凭证即可使用"],
  ["The account and user whose credentials the provider uses", "provider 所用凭证的账户和用户"],
  ["The index and data locations that this account may use", "该账户可用的索引位置和数据位置"],

  // Next steps of errors.
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
  ["correct the value that the message names", "更正错误信息中指出的值"],
];

export const chinese = new Map(pairs);
