"""boto3's own calls and the emulator agree on every sub-resource: answers parse, errors are the ones that boto3 maps, deleting one leaves the others."""

import base64
import hashlib
import json

import pytest
from botocore.exceptions import ClientError


def code(call):
    with pytest.raises(ClientError) as caught:
        call()
    response = caught.value.response
    return response["ResponseMetadata"]["HTTPStatusCode"], response["Error"]["Code"]


def bare(answer):
    return {name: value for name, value in answer.items() if name != "ResponseMetadata"}


@pytest.fixture
def client(emulator):
    """Sends Content-MD5 with an object lock, as the manual asks for; today's botocore sends a CRC32."""
    s3 = emulator.s3()

    def with_md5(request, **_):
        request.headers["Content-MD5"] = base64.b64encode(hashlib.md5(request.body).digest()).decode()

    s3.meta.events.register("before-sign.s3.PutObjectLockConfiguration", with_md5)
    return s3


def policy_of(bucket):
    statement = {"Effect": "Allow", "Principal": {"AWS": ["*"]}, "Action": ["s3:GetObject"], "Resource": [f"arn:aws:s3:::{bucket}/open/*"]}
    return {"Version": "2012-10-17", "Statement": [statement]}


LIFECYCLE = {"Rules": [{"ID": "a", "Prefix": "a/", "Status": "Enabled", "Expiration": {"Days": 3}}]}
CORS = {"CORSRules": [{"ID": "c", "AllowedOrigins": ["https://a.example"], "AllowedMethods": ["GET", "PUT"], "ExposeHeaders": ["ETag"]}]}
WEBSITE = {"IndexDocument": {"Suffix": "index.html"}, "ErrorDocument": {"Key": "error.html"}}
REDIRECT = {"RedirectAllRequestsTo": {"HostName": "www.a.example", "Protocol": "https"}}
LOCK = {"ObjectLockEnabled": "Disabled", "Rule": {"DefaultRetention": {"Mode": "COMPLIANCE", "Years": 1}}}

# Name -> (put, what get answers then, get, what get says without it, delete). boto3 has no call that deletes a lock, logging has no deletion.
SUBRESOURCES = {
    "policy": (
        lambda s3, bucket: s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps(policy_of(bucket))),
        lambda bucket: policy_of(bucket),
        lambda s3, bucket: json.loads(s3.get_bucket_policy(Bucket=bucket)["Policy"]),
        "NoSuchPolicy",
        lambda s3, bucket: s3.delete_bucket_policy(Bucket=bucket),
    ),
    "lifecycle": (
        lambda s3, bucket: s3.put_bucket_lifecycle_configuration(Bucket=bucket, LifecycleConfiguration=LIFECYCLE),
        lambda _: LIFECYCLE,
        lambda s3, bucket: bare(s3.get_bucket_lifecycle_configuration(Bucket=bucket)),
        "NoSuchLifecycleConfiguration",
        lambda s3, bucket: s3.delete_bucket_lifecycle(Bucket=bucket),
    ),
    "cors": (
        lambda s3, bucket: s3.put_bucket_cors(Bucket=bucket, CORSConfiguration=CORS),
        lambda _: CORS,
        lambda s3, bucket: bare(s3.get_bucket_cors(Bucket=bucket)),
        "NoSuchCORSConfiguration",
        lambda s3, bucket: s3.delete_bucket_cors(Bucket=bucket),
    ),
    "website": (
        lambda s3, bucket: s3.put_bucket_website(Bucket=bucket, WebsiteConfiguration=WEBSITE),
        lambda _: WEBSITE,
        lambda s3, bucket: bare(s3.get_bucket_website(Bucket=bucket)),
        "NoSuchWebsiteConfiguration",
        lambda s3, bucket: s3.delete_bucket_website(Bucket=bucket),
    ),
    "object-lock": (
        lambda s3, bucket: s3.put_object_lock_configuration(Bucket=bucket, ObjectLockConfiguration=LOCK),
        lambda _: LOCK,
        lambda s3, bucket: s3.get_object_lock_configuration(Bucket=bucket)["ObjectLockConfiguration"],
        "ObjectLockConfigurationNotFoundError",
        None,
    ),
    "logging": (
        lambda s3, bucket: s3.put_bucket_logging(
            Bucket=bucket, BucketLoggingStatus={"LoggingEnabled": {"TargetBucket": bucket, "TargetPrefix": "logs/"}}
        ),
        lambda bucket: {"LoggingEnabled": {"TargetBucket": bucket, "TargetPrefix": "logs/"}},
        lambda s3, bucket: bare(s3.get_bucket_logging(Bucket=bucket)),
        None,
        lambda s3, bucket: s3.put_bucket_logging(Bucket=bucket, BucketLoggingStatus={}),
    ),
}


def shown(s3, bucket):
    """What boto3 reads of every sub-resource; the code where there is none."""
    found = {}
    for name, (_, _, get, absence, _) in SUBRESOURCES.items():
        try:
            found[name] = get(s3, bucket)
        except ClientError as error:
            assert error.response["Error"]["Code"] == absence
            found[name] = absence
    return found


@pytest.mark.parametrize("name", SUBRESOURCES)
def test_put_get_delete(client, bucket, name):
    put, expected, get, absence, delete = SUBRESOURCES[name]
    assert shown(client, bucket)[name] in (absence, {})
    put(client, bucket)
    assert get(client, bucket) == expected(bucket)
    put(client, bucket)
    assert get(client, bucket) == expected(bucket)
    if delete is None:
        return
    delete(client, bucket)
    assert shown(client, bucket)[name] in (absence, {})
    # A second deletion is no error, and the bucket is still there.
    assert delete(client, bucket)["ResponseMetadata"]["HTTPStatusCode"] in (200, 204)
    client.head_bucket(Bucket=bucket)


def test_deleting_one_leaves_the_others(emulator, client, bucket):
    client.create_bucket(Bucket=bucket, ACL="public-read")
    client.put_object(Bucket=bucket, Key="kept", Body=b"x")
    for put, *_ in SUBRESOURCES.values():
        put(client, bucket)
    left = shown(client, bucket)
    assert left == {name: expected(bucket) for name, (_, expected, *_) in SUBRESOURCES.items()}
    for name, (*_, delete) in SUBRESOURCES.items():
        if delete is None:
            assert emulator.signed("DELETE", f"{emulator.s3_url}/{bucket}?{name}")[0] == 200
        else:
            delete(client, bucket)
        after = shown(client, bucket)
        assert after.pop(name) in (SUBRESOURCES[name][3], {})
        left.pop(name)
        assert {other: after[other] for other in left} == left
        assert [grant["Permission"] for grant in client.get_bucket_acl(Bucket=bucket)["Grants"]] == ["READ"]
        assert client.head_object(Bucket=bucket, Key="kept")["ContentLength"] == 1


@pytest.mark.parametrize("name", SUBRESOURCES)
def test_a_bucket_that_is_not_there(client, name):
    put, _, get, _, delete = SUBRESOURCES[name]
    calls = [lambda: put(client, "nobodys-bucket"), lambda: get(client, "nobodys-bucket")]
    if delete is not None:
        calls.append(lambda: delete(client, "nobodys-bucket"))
    for call in calls:
        with pytest.raises(client.exceptions.NoSuchBucket):
            call()


def test_website_redirect(client, bucket):
    client.put_bucket_website(Bucket=bucket, WebsiteConfiguration=REDIRECT)
    assert bare(client.get_bucket_website(Bucket=bucket)) == REDIRECT


@pytest.mark.parametrize(
    "call, expected",
    [
        (lambda s3, bucket: s3.put_bucket_policy(Bucket=bucket, Policy="{"), (400, "MalformedPolicy")),
        (lambda s3, bucket: s3.put_bucket_lifecycle_configuration(Bucket=bucket, LifecycleConfiguration={"Rules": []}), (400, "MalformedXML")),
        (
            lambda s3, bucket: s3.put_bucket_cors(
                Bucket=bucket, CORSConfiguration={"CORSRules": [{"AllowedOrigins": ["*"], "AllowedMethods": ["PATCH"]}]}
            ),
            (400, "InvalidRequest"),
        ),
        (
            lambda s3, bucket: s3.put_bucket_logging(
                Bucket=bucket, BucketLoggingStatus={"LoggingEnabled": {"TargetBucket": "nobodys-bucket", "TargetPrefix": ""}}
            ),
            (400, "InvalidTargetBucketForLogging"),
        ),
        (lambda s3, bucket: s3.put_bucket_acl(Bucket=bucket, ACL="private"), (501, "NotImplemented")),
        (lambda s3, bucket: s3.create_bucket(Bucket=bucket, ACL="authenticated-read"), (400, "InvalidArgument")),
        (lambda s3, bucket: s3.create_bucket(Bucket="UPPER"), (400, "InvalidBucketName")),
    ],
)
def test_bad_settings(client, bucket, call, expected):
    assert code(lambda: call(client, bucket)) == expected


def test_acl(client, bucket):
    def permissions():
        return [grant["Permission"] for grant in client.get_bucket_acl(Bucket=bucket)["Grants"]]

    for acl, expected in (("public-read-write", ["FULL_CONTROL"]), ("public-read", ["READ"]), ("private", [])):
        client.create_bucket(Bucket=bucket, ACL=acl)
        assert permissions() == expected
    owner = client.list_buckets()["Owner"]
    assert owner["ID"] == client.get_bucket_acl(Bucket=bucket)["Owner"]["ID"] != ""


def test_location(client, bucket):
    # The answer of OOS is a document of its own, in which boto3 finds no LocationConstraint; it does not choke on it.
    assert client.get_bucket_location(Bucket=bucket).get("LocationConstraint") is None
    with pytest.raises(client.exceptions.NoSuchBucket):
        client.get_bucket_location(Bucket="nobodys-bucket")


def test_buckets_of_others(emulator, client, bucket):
    other = emulator.account()
    stranger = emulator.s3(*other)
    with pytest.raises(stranger.exceptions.BucketAlreadyExists):
        stranger.create_bucket(Bucket=bucket)
    assert code(lambda: stranger.head_bucket(Bucket=bucket)) == (403, "403")
    assert code(lambda: stranger.get_bucket_cors(Bucket=bucket)) == (403, "AccessDenied")
    assert code(lambda: stranger.delete_bucket(Bucket=bucket)) == (403, "AccessDenied")


def test_uploads(client, bucket):
    ids = {client.create_multipart_upload(Bucket=bucket, Key=key)["UploadId"]: key for key in ("a", "a", "b/c", "b/d")}
    pages = list(client.get_paginator("list_multipart_uploads").paginate(Bucket=bucket, PaginationConfig={"PageSize": 1}))
    found = {upload["UploadId"]: upload["Key"] for page in pages for upload in page.get("Uploads", [])}
    assert (len(pages), found) == (4, ids)
    assert [upload["Key"] for upload in client.list_multipart_uploads(Bucket=bucket, Prefix="b/")["Uploads"]] == ["b/c", "b/d"]
    for upload, key in ids.items():
        assert client.abort_multipart_upload(Bucket=bucket, Key=key, UploadId=upload)["ResponseMetadata"]["HTTPStatusCode"] == 204
    assert "Uploads" not in client.list_multipart_uploads(Bucket=bucket)
    gone = {"Bucket": bucket, "Key": "a", "UploadId": next(iter(ids))}
    for call in (
        lambda: client.abort_multipart_upload(**gone),
        lambda: client.list_parts(**gone),
        lambda: client.upload_part(**gone, PartNumber=1, Body=b"x"),
        lambda: client.complete_multipart_upload(**gone, MultipartUpload={"Parts": [{"PartNumber": 1, "ETag": "x"}]}),
    ):
        with pytest.raises(client.exceptions.NoSuchUpload):
            call()


def test_parts(client, bucket):
    size = 5 * 1024 * 1024
    upload = {"Bucket": bucket, "Key": "big", "UploadId": client.create_multipart_upload(Bucket=bucket, Key="big")["UploadId"]}
    parts = [
        {"PartNumber": number, "ETag": client.upload_part(**upload, PartNumber=number, Body=bytes([number]) * size)["ETag"]}
        for number in (1, 2)
    ]
    parts.append({"PartNumber": 7, "ETag": client.upload_part(**upload, PartNumber=7, Body=b"end")["ETag"]})
    pages = list(client.get_paginator("list_parts").paginate(**upload, PaginationConfig={"PageSize": 2}))
    listed = [part for page in pages for part in page["Parts"]]
    assert (len(pages), [(part["PartNumber"], part["ETag"], part["Size"]) for part in listed]) == (
        2,
        [(part["PartNumber"], part["ETag"], length) for part, length in zip(parts, (size, size, 3))],
    )

    def complete(chosen):
        return client.complete_multipart_upload(**upload, MultipartUpload={"Parts": chosen})

    assert code(lambda: complete(parts[::-1])) == (400, "InvalidPartOrder")
    assert code(lambda: complete([*parts, {"PartNumber": 9, "ETag": parts[0]["ETag"]}])) == (400, "InvalidPart")
    assert code(lambda: complete([parts[0], {**parts[1], "ETag": parts[0]["ETag"]}])) == (400, "InvalidPart")
    small = client.upload_part(**upload, PartNumber=3, Body=b"small")["ETag"]
    assert code(lambda: complete([{"PartNumber": 3, "ETag": small}, parts[2]])) == (400, "EntityTooSmall")
    assert code(lambda: client.upload_part(**upload, PartNumber=10001, Body=b"x")) == (400, "InvalidArgument")
    wrong = base64.b64encode(hashlib.md5(b"other").digest()).decode()
    assert code(lambda: client.upload_part(**upload, PartNumber=4, Body=b"x", ContentMD5=wrong)) == (400, "BadDigest")
    # What is there of it is read already [GUIDE 4.3.7].
    assert client.head_object(Bucket=bucket, Key="big")["ContentLength"] == 2 * size + 5 + 3
    assert complete(parts)["ETag"].endswith('-3"')
    assert client.get_object(Bucket=bucket, Key="big", Range=f"bytes={2 * size - 1}-")["Body"].read() == b"\x02end"


def test_copies(client, bucket):
    client.put_object(Bucket=bucket, Key="ü &+?", Body=b"0123456789", ContentType="text/x-source", Metadata={"team": "a"})
    source = {"Bucket": bucket, "Key": "ü &+?"}
    assert client.copy_object(Bucket=bucket, Key="kept", CopySource=source)["CopyObjectResult"]["ETag"] == '"781e5e245d69b566979b86e28d23f2c7"'
    kept = client.head_object(Bucket=bucket, Key="kept")
    assert (kept["ContentType"], kept["Metadata"]) == ("text/x-source", {"team": "a"})
    client.copy_object(
        Bucket=bucket, Key="new", CopySource=source, MetadataDirective="REPLACE", ContentType="text/x-new", Metadata={"b": "c"}, StorageClass="STANDARD_IA"
    )
    new = client.head_object(Bucket=bucket, Key="new")
    assert (new["ContentType"], new["Metadata"], new["StorageClass"]) == ("text/x-new", {"b": "c"}, "STANDARD_IA")
    with pytest.raises(client.exceptions.NoSuchKey):
        client.copy_object(Bucket=bucket, Key="x", CopySource={"Bucket": bucket, "Key": "none"})
    with pytest.raises(client.exceptions.NoSuchBucket):
        client.copy_object(Bucket=bucket, Key="x", CopySource={"Bucket": "nobodys-bucket", "Key": "k"})
    upload = {"Bucket": bucket, "Key": "parts", "UploadId": client.create_multipart_upload(Bucket=bucket, Key="parts")["UploadId"]}
    copied = client.upload_part_copy(**upload, PartNumber=1, CopySource=source, CopySourceRange="bytes=2-5")["CopyPartResult"]["ETag"]
    assert [(part["Size"], part["ETag"]) for part in client.list_parts(**upload)["Parts"]] == [(4, copied)]
    beyond = lambda: client.upload_part_copy(**upload, PartNumber=1, CopySource=source, CopySourceRange="bytes=2-10")  # noqa: E731
    assert code(beyond) == (400, "InvalidArgument")
    client.complete_multipart_upload(**upload, MultipartUpload={"Parts": [{"PartNumber": 1, "ETag": copied}]})
    assert client.get_object(Bucket=bucket, Key="parts")["Body"].read() == b"2345"


def test_many_deletions(client, bucket):
    for number in range(3):
        client.put_object(Bucket=bucket, Key=f"<k>&{number}", Body=b"x")
    keys = [{"Key": f"<k>&{number}"} for number in range(3)]
    quiet = client.delete_objects(Bucket=bucket, Delete={"Objects": keys[:1], "Quiet": True})
    assert "Deleted" not in quiet and "Errors" not in quiet
    loud = client.delete_objects(Bucket=bucket, Delete={"Objects": [*keys, {"Key": "absent"}]})
    assert [deleted["Key"] for deleted in loud["Deleted"]] == [*(key["Key"] for key in keys), "absent"]
    assert "Contents" not in client.list_objects(Bucket=bucket)
    too_many = {"Objects": [{"Key": str(number)} for number in range(1001)]}
    assert code(lambda: client.delete_objects(Bucket=bucket, Delete=too_many)) == (400, "MalformedXML")
    with pytest.raises(client.exceptions.NoSuchBucket):
        client.delete_objects(Bucket="nobodys-bucket", Delete={"Objects": keys})


def test_object_errors(client, bucket):
    client.put_object(Bucket=bucket, Key="k", Body=b"0123456789")
    with pytest.raises(client.exceptions.NoSuchKey):
        client.get_object(Bucket=bucket, Key="none")
    assert code(lambda: client.head_object(Bucket=bucket, Key="none")) == (404, "404")
    assert code(lambda: client.get_object(Bucket=bucket, Key="k", Range="bytes=10-")) == (416, "InvalidRange")
    etag = client.head_object(Bucket=bucket, Key="k")["ETag"]
    assert code(lambda: client.get_object(Bucket=bucket, Key="k", IfNoneMatch=etag)) == (304, "304")
    assert code(lambda: client.get_object(Bucket=bucket, Key="k", IfMatch='"other"')) == (412, "PreconditionFailed")
    assert client.get_object(Bucket=bucket, Key="k", Range="bytes=-3")["Body"].read() == b"789"
    assert client.get_object(Bucket=bucket, Key="k", ResponseCacheControl="no-store")["CacheControl"] == "no-store"
    assert code(lambda: client.put_object(Bucket=bucket, Key="k" * 1025, Body=b"")) == (400, "KeyTooLongError")
    assert code(lambda: client.put_object(Bucket=bucket, Key="k", Body=b"", StorageClass="GLACIER")) == (400, "InvalidArgument")
    assert client.delete_object(Bucket=bucket, Key="none")["ResponseMetadata"]["HTTPStatusCode"] == 204
