/** What error codes mean, in English and Chinese: for the catalogs of errors in the docs. */

interface Meaning {
  readonly en: string;
  readonly zh: string;
}

/** One meaning, and the codes that say it. */
const MEANINGS: readonly (readonly [en: string, zh: string, codes: string])[] = [
  // Who asks
  ["the request is not allowed", "请求不被允许", "AccessDenied AccessDeniedException AllAccessDisabled"],
  ["the account cannot be used at the moment", "账户目前不可用", "AccountProblem"],
  ["the account has not signed up for the service", "账户没有开通该服务", "NotSignedUp"],
  ["the account is suspended", "账户已被停用", "UserSuspended"],
  ["the access key is not known", "访问密钥不存在", "InvalidAccessKeyId InvalidClientTokenId UnrecognizedClientException"],
  ["the user of the key does not exist", "密钥所属的用户不存在", "NoSuchUser"],
  ["the credentials are not valid", "凭证无效", "InvalidSecurity"],
  ["the signature differs from the one that the service computes", "签名与服务计算的不一致", "SignatureDoesNotMatch"],
  ["the request carries no or only half a signature", "请求没有签名或签名不完整", "IncompleteSignature MissingAuthenticationToken"],
  ["the header that carries the signature is malformed", "签名所在的请求头无法识别", "AuthorizationHeaderMalformed"],
  ["the query parameters that carry the signature are malformed", "签名所在的查询参数无法识别", "AuthorizationQueryParametersError"],
  ["the request lacks a header", "请求缺少必要的请求头", "MissingSecurityHeader"],
  ["the time of the request differs too much from the service's", "请求时间与服务时间相差过大", "RequestTimeTooSkewed"],
  ["the signature has expired", "签名已过期", "RequestExpired"],
  ["the temporary credentials have expired", "临时凭证已过期", "ExpiredToken"],
  ["the session token is not valid", "会话令牌无效", "InvalidToken"],

  // The service
  [
    "too many requests",
    "请求过多",
    `SlowDown RateLimited Throttling ThrottlingException ThrottledException RequestLimitExceeded TooManyRequests TooManyRequestsException
      RequestThrottled ReduceYourRequestRate`,
  ],
  ["more traffic than the account may have", "流量超过账户的上限", "BandwidthLimitExceeded"],
  ["the service failed", "服务内部出错", "InternalError InternalFailure InternalServerError ServiceFailure"],
  ["the service failed for an unknown reason", "服务出错，原因不明", "UnknownError"],
  ["the service is overloaded or restarting", "服务过载或正在重启", "ServiceUnavailable ServiceUnavailableException"],
  ["the request did not arrive in time", "请求未能及时送达", "RequestTimeout"],
  ["the service does not offer the operation, or an option of it", "不支持该操作或其选项", "NotImplemented"],
  [
    "the service does not offer the operation",
    "此处不支持该操作",
    "MethodNotAllowed UnsupportedOperation UnsupportedOperationException UnknownOperation UnknownOperationException InvalidAction",
  ],
  ["another operation on the bucket has not finished", "存储桶的另一操作尚未完成", "OperationAborted"],
  ["somebody else is changing it", "此刻正被他人修改", "ConcurrentModification EntityTemporarilyUnmodifiable Conflict ConflictException"],

  // Requests
  ["a value is not allowed", "参数值不合法", "InvalidArgument InvalidParameter InvalidParameterValue InvalidInput ValidationError ValidationException"],
  ["two values do not go together", "参数之间相互冲突", "InvalidParameterCombination"],
  ["the request lacks a value", "请求缺少参数", "MissingParameter"],
  ["the request contradicts itself, or the present state", "请求自相矛盾，或与现状冲突", "InvalidRequest"],
  ["the URL of the request is malformed", "请求的 URL 无法识别", "InvalidURI"],
  ["the request is understood and cannot be carried out", "请求可以识别，但无法执行", "UnprocessableEntity"],
  ["the request does not state its length", "请求没有给出长度", "MissingContentLength"],
  ["the XML document is malformed", "XML 文档无法识别", "MalformedXML"],
  ["the MD5 is malformed", "所给的 MD5 格式不正确", "InvalidDigest"],
  ["the content does not match its MD5", "内容与所给的 MD5 不符", "BadDigest"],
  ["the content does not match its SHA-256", "内容与所给的 SHA-256 不符", "XAmzContentSHA256Mismatch"],

  // Buckets
  ["the bucket does not exist", "存储桶不存在", "NoSuchBucket S3BucketDoesNotExist S3BucketDoesNotExistException NoSuchBucketException"],
  ["another account has a bucket of that name", "其他账户已有同名存储桶", "BucketAlreadyExists"],
  ["the account has a bucket of that name", "本账户已有同名存储桶", "BucketAlreadyOwnedByYou"],
  ["the bucket holds objects, versions or open uploads", "存储桶中还有对象、版本或未完成的分段上传", "BucketNotEmpty"],
  ["the operation conflicts with the object lock or versioning of the bucket", "存储桶是否启用对象锁定，与所做的操作冲突", "InvalidBucketState"],
  ["the name of the bucket breaks a rule", "存储桶名不合规则", "InvalidBucketName InvalidS3BucketName InvalidS3BucketNameException"],
  ["the account has reached its number of buckets", "账户的存储桶数已达上限", "TooManyBuckets"],
  ["the account or the bucket has reached its capacity", "账户或存储桶的容量已达上限", "QuotaExceeded"],
  [
    "the location of the bucket is not known",
    "指定的存储桶位置不存在",
    "InvalidLocationConstraint IllegalLocationConstraintException",
  ],
  ["the bucket is at another endpoint", "存储桶在另一访问点", "PermanentRedirect"],
  ["the bucket is being moved", "存储桶正在迁移", "TemporaryRedirect Redirect"],
  ["the bucket has no policy", "存储桶没有策略", "NoSuchBucketPolicy NoSuchPolicy"],
  ["the bucket has no CORS rules", "存储桶没有跨域规则", "NoSuchCORSConfiguration"],
  [
    "the bucket has no default encryption",
    "存储桶没有默认加密设置",
    "NoSuchEncryptionSetError ServerSideEncryptionConfigurationNotFoundError",
  ],
  ["the bucket has no lifecycle rules", "存储桶没有生命周期规则", "NoSuchLifecycleConfiguration"],
  ["the bucket has no tags", "存储桶没有标签", "NoSuchTagSet NoSuchTagSetError"],
  ["the bucket has no website", "存储桶没有静态网站设置", "NoSuchWebsiteConfiguration"],
  ["the bucket has no object lock", "存储桶没有对象锁定设置", "ObjectLockConfigurationNotFoundError NoSuchObjectLockConfiguration"],
  ["the policy of the bucket is malformed", "存储桶策略无法识别", "MalformedPolicy InvalidPolicyDocument"],
  ["the policy is malformed", "策略文档无法识别", "MalformedPolicyDocument"],
  ["a tag breaks a rule, or a key occurs twice", "标签不合规则，或键重复", "InvalidTag"],
  ["the retention is not a positive number of days or years", "保留期不是正的天数或年数", "InvalidRetentionPeriod"],
  ["the website contradicts itself", "静态网站设置自相矛盾", "InvalidWebsiteConfiguration"],
  ["the bucket cannot receive logs", "该存储桶不能接收日志", "InvalidTargetBucketForLogging"],
  ["an ACL names an account by an address that no account has", "ACL 中的邮箱地址不属于任何账户", "UnresolvableGrantByEmailAddress"],

  // Objects
  ["the object, the notification or its topic does not exist", "对象、事件通知或事件通知的主题不存在", "NoSuchKey"],
  ["the key breaks a rule", "对象键不合规则", "InvalidObjectName KeyTooLong KeyTooLongError"],
  ["the upload has been completed or aborted", "分段上传已完成或已中止", "NoSuchUpload"],
  ["a part of the upload is missing, or differs from the one that was sent", "分段上传缺少某一段，或该段与上传的不一致", "InvalidPart"],
  ["the parts are not in the order of their numbers", "分段没有按编号顺序排列", "InvalidPartOrder"],
  ["a part that is not the last one is too small", "最后一段之外的分段过小", "EntityTooSmall"],
  ["the content is larger than one request may be", "内容超过单个请求的上限", "EntityTooLarge"],
  ["the object has no such bytes", "对象没有所请求的字节范围", "InvalidRange"],
  ["the object is not the one that the request was made for", "对象已不是请求所针对的版本", "PreconditionFailed"],
  ["the service has no such storage class", "服务没有该存储类型", "InvalidStorageClass"],

  // IAM and topics
  ["the entity does not exist", "该实体不存在", "NoSuchEntity NotFound"],
  ["an entity of that name exists already", "已有同名的实体", "EntityAlreadyExists"],
  ["something still belongs to the entity", "该实体仍有所属的内容", "DeleteConflict"],
  ["the account has reached a quota", "账户的配额已达上限", "LimitExceeded LimitExceededException"],
  ["the duration is out of range", "有效期超出范围", "InvalidDurationSeconds"],
  ["the password breaks the account's password policy", "密码不符合账户的密码规则", "PasswordPolicyViolation"],
  ["the codes of the MFA device are wrong", "MFA 设备的验证码不正确", "InvalidAuthenticationCode"],
  ["the operation is not for this type of user", "该操作不适用于这类用户", "InvalidUserType"],

  // Trails and statistics
  ["the trail does not exist", "跟踪不存在", "TrailNotFound TrailNotFoundException NoSuchTrail"],
  ["a trail of that name exists already", "已有同名的跟踪", "TrailAlreadyExists TrailAlreadyExistsException"],
  ["the account has reached its number of trails", "账户的跟踪数已达上限", "MaximumNumberOfTrailsExceeded MaximumNumberOfTrailsExceededException"],
  ["the bucket does not let the trail write", "存储桶不允许操作跟踪写入", "InsufficientS3BucketPolicy InsufficientS3BucketPolicyException"],
  ["the name of the trail breaks a rule", "跟踪名不合规则", "InvalidTrailName InvalidTrailNameException"],
  ["the prefix of the log objects breaks a rule", "日志对象的前缀不合规则", "InvalidS3Prefix InvalidS3PrefixException"],
  ["the event selectors are not allowed", "事件选择器不合法", "InvalidEventSelectors InvalidEventSelectorsException"],
  ["the time range is not allowed", "时间范围不合法", "InvalidTimeRange InvalidTimeRangeException"],
  ["the attribute cannot be asked for", "不支持按该属性查询", "InvalidLookupAttributes InvalidLookupAttributesException"],
  ["the page size is not allowed", "每页条数不合法", "InvalidMaxResults InvalidMaxResultsException"],
  ["the marker of the page is not valid", "分页标记无效", "InvalidNextToken InvalidNextTokenException"],
  ["a date is not allowed", "日期不合法", "InvalidDate"],
  ["the frequency is not allowed", "采样粒度不合法", "InvalidFreq"],
];

const BY_CODE: ReadonlyMap<string, Meaning> = new Map(
  MEANINGS.flatMap(([en, zh, codes]) =>
    codes
      .trim()
      .split(/\s+/)
      .map((code) => [code, { en, zh }] as const),
  ),
);

/** What a code means. Undefined: it is in no table. */
export function meaningOf(code: string): Meaning | undefined {
  return BY_CODE.get(code);
}
