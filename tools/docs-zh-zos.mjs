/** The next steps of the errors of ZOS, and their Chinese. */
export const zosPairs = [
  [
    "check oos:accessKeyId and oos:secretAccessKey, then the policy and the ACL of the bucket: an unknown key, a wrong secret and a missing permission are refused with the same words",
    "先检查 oos:accessKeyId 与 oos:secretAccessKey，再检查存储桶的策略和 ACL：密钥不存在、密文不对、缺少权限，返回的都是这一错误",
  ],
  ["the account is suspended: ask the service's support", "账户已被停用：联系客服"],
  [
    "check that oos:accessKeyId and oos:secretAccessKey belong together and to this account",
    "检查 oos:accessKeyId 与 oos:secretAccessKey 是否配对、是否属于该账户",
  ],
  ["something in between changes the requests: check oos:endpoints and oos:proxy", "请求在中途被改动：检查 oos:endpoints 和 oos:proxy"],
  ["lower oos:requestsPerSecond or oos:maxConcurrency", "调低 oos:requestsPerSecond 或 oos:maxConcurrency"],
  [
    "the service failed; try again later, and name the request id to its support if it stays",
    "服务出错：稍后重试；若仍然如此，向客服提供请求 ID",
  ],
  ["the request did not arrive in time: check the network and oos:proxy, and try again", "请求未能及时送达：检查网络和 oos:proxy 后重试"],
  ["the service does not offer this operation", "服务不提供该操作"],
  ["it is being changed: try again in a moment", "正在变更：稍后重试"],
  [
    "only a bucket that was made with objectLockEnabled can have an ObjectLock, and its versions cannot be suspended",
    "只有创建时设置了 objectLockEnabled 的存储桶才能有 ObjectLock，且其版本控制不能暂停",
  ],
  ["delete what is not needed any more, or raise the quota in the console", "删除不再需要的内容，或在控制台提高配额"],
  ["the content is too large for one request: let it go in parts (partSizeMiB)", "内容超过单个请求的上限：改为分段上传（partSizeMiB）"],
  ["every part but the last has at least 5 MiB: raise partSizeMiB", "除最后一段外，每段至少 5 MiB：调大 partSizeMiB"],
  [
    "correct the value that the words name; where the service says none, look first at what not every pool has: storage classes, events, receivers",
    "更正错误信息中指出的值；服务没有指出时，先看并非每个资源池都有的内容：存储类型、事件、接收端",
  ],
  ["the content changed on its way: try again, and check oos:proxy if it stays", "内容在传输中被改动：重试；若仍然如此，检查 oos:proxy"],
  ["correct the key: at most 1024 bytes of UTF-8", "更正对象键：UTF-8 编码不超过 1024 字节"],
  [
    "no account has this address: correct emailAddress, or name the account by its id",
    "没有账户使用该邮箱地址：更正 emailAddress，或改用账户 ID",
  ],
  ["run `pulumi up` again: the upload begins anew", "重新运行 `pulumi up`：上传会从头开始"],
  ["the object changed meanwhile: run `pulumi refresh`, then `pulumi up`", "对象在此期间有变动：先 `pulumi refresh`，再 `pulumi up`"],
  [
    "correct the tags: each key once, with at most 128 characters, and values of at most 256",
    "更正标签：键不重复且不超过 128 个字符，值不超过 256 个字符",
  ],
  [
    "choose the pool with oos:region or oos:endpoints; a bucket is made in the pool that is asked",
    "用 oos:region 或 oos:endpoints 选择资源池；存储桶创建在接受请求的资源池中",
  ],
  ["retention is a number of days or of years, at least 1", "保留期为天数或年数，至少为 1"],
  [
    "correct the website; `pulumi preview` shows what can be found without the service",
    "更正静态网站设置；`pulumi preview` 会列出无需服务即可发现的问题",
  ],
  ["choose a storage class that the pool has", "选择资源池支持的存储类型"],
  [
    "make the bucket first, or let this resource depend on it; if it was deleted outside of Pulumi, run `pulumi refresh`",
    "先创建存储桶，或让该资源依赖它；如果存储桶是在 Pulumi 之外删除的，运行 `pulumi refresh`",
  ],
  [
    "make the object first, or the topic of the notification, or let this resource depend on it; if it was deleted outside of Pulumi, run `pulumi refresh`",
    "先创建对象或事件通知的主题，或让该资源依赖它；如果它是在 Pulumi 之外删除的，运行 `pulumi refresh`",
  ],
  [
    "make the topic first, or let this resource depend on it; if it was deleted outside of Pulumi, run `pulumi refresh`",
    "先创建主题，或让该资源依赖它；如果主题是在 Pulumi 之外删除的，运行 `pulumi refresh`",
  ],
  ["run `pulumi refresh`, then `pulumi up` makes the setting again", "先 `pulumi refresh`，再由 `pulumi up` 重新设置"],
];
