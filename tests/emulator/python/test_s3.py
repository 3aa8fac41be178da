"""boto3 against the emulator: create, list, configure, delete, and what must be refused."""

import io
import json
import re
import time
import urllib.error
import urllib.request

import pytest
from botocore.exceptions import ClientError

POLICY = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": ["s3:GetObject"]}]}


def code(call):
    with pytest.raises(ClientError) as caught:
        call()
    response = caught.value.response
    return response["ResponseMetadata"]["HTTPStatusCode"], response["Error"]["Code"]


def fetch(url, method="GET", data=None, content_type=None):
    headers = {} if content_type is None else {"Content-Type": content_type}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, method=method, data=data, headers=headers)) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_bucket_lifecycle(s3):
    created = s3.create_bucket(Bucket="boto-bucket", ACL="public-read")
    assert created["Location"] == "/boto-bucket"
    assert created["ResponseMetadata"]["HTTPStatusCode"] == 200
    assert "boto-bucket" in [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]]
    assert [grant["Permission"] for grant in s3.get_bucket_acl(Bucket="boto-bucket")["Grants"]] == ["READ"]
    s3.head_bucket(Bucket="boto-bucket")
    assert s3.delete_bucket(Bucket="boto-bucket")["ResponseMetadata"]["HTTPStatusCode"] == 204
    assert code(lambda: s3.head_bucket(Bucket="boto-bucket")) == (404, "404")


def test_bucket_location(emulator, bucket, s3):
    body = (
        "<CreateBucketConfiguration><MetadataLocationConstraint><Location>ZhengZhou</Location></MetadataLocationConstraint>"
        "<DataLocationConstraint><Type>Specified</Type><LocationList><Location>ChengDu</Location></LocationList>"
        "<ScheduleStrategy>Allowed</ScheduleStrategy></DataLocationConstraint></CreateBucketConfiguration>"
    )
    status, _, _ = emulator.signed("PUT", f"{emulator.s3_url}/{bucket}", body.encode())
    assert status == 200
    status, _, text = emulator.signed("GET", f"{emulator.s3_url}/{bucket}?location")
    assert status == 200 and "<BucketConfiguration" in text and "<Location>ChengDu</Location>" in text


def test_bucket_policy(s3, bucket):
    assert code(lambda: s3.get_bucket_policy(Bucket=bucket)) == (404, "NoSuchPolicy")
    policy = json.loads(json.dumps(POLICY))
    policy["Statement"][0]["Resource"] = f"arn:aws:s3:::{bucket}/*"
    assert s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps(policy))["ResponseMetadata"]["HTTPStatusCode"] == 200
    assert json.loads(s3.get_bucket_policy(Bucket=bucket)["Policy"]) == policy
    s3.put_object(Bucket=bucket, Key="open", Body=b"for everybody")
    assert fetch(f"{s3.meta.endpoint_url}/{bucket}/open") == (200, "for everybody")
    assert s3.delete_bucket_policy(Bucket=bucket)["ResponseMetadata"]["HTTPStatusCode"] == 200
    assert fetch(f"{s3.meta.endpoint_url}/{bucket}/open")[0] == 403


@pytest.mark.parametrize("signature_version", ["s3v4", "s3"])
def test_objects(emulator, bucket, signature_version):
    s3 = emulator.s3(signature_version=signature_version)
    keys = ["plain", "dir/with space+plus", "dir/中文&=?#", "z~!*'()"]
    for key in keys:
        s3.put_object(Bucket=bucket, Key=key, Body=key.encode(), Metadata={"number": "1"})
    for key in keys:
        got = s3.get_object(Bucket=bucket, Key=key)
        assert got["Body"].read().decode() == key and got["Metadata"] == {"number": "1"}
    pages = s3.get_paginator("list_objects").paginate(Bucket=bucket, PaginationConfig={"PageSize": 1})
    assert sorted(item["Key"] for page in pages for item in page["Contents"]) == sorted(keys)
    rolled = s3.list_objects(Bucket=bucket, Delimiter="/")
    assert [prefix["Prefix"] for prefix in rolled["CommonPrefixes"]] == ["dir/"]
    s3.copy_object(Bucket=bucket, Key="copy", CopySource={"Bucket": bucket, "Key": keys[2]})
    assert s3.head_object(Bucket=bucket, Key="copy")["ContentLength"] == len(keys[2].encode())
    deleted = s3.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": key} for key in [*keys, "copy", "absent"]]})
    assert len(deleted["Deleted"]) == 6 and "Errors" not in deleted
    assert "Contents" not in s3.list_objects(Bucket=bucket)


def test_multipart_upload_through_the_transfer_manager(s3, bucket):
    data = bytes(range(256)) * 40 * 1024
    s3.upload_fileobj(io.BytesIO(data), bucket, "big")
    head = s3.head_object(Bucket=bucket, Key="big")
    assert head["ContentLength"] == len(data) and head["ETag"].endswith('-2"')
    target = io.BytesIO()
    s3.download_fileobj(bucket, "big", target)
    assert target.getvalue() == data


def test_open_uploads_block_deletion(s3, bucket):
    upload = s3.create_multipart_upload(Bucket=bucket, Key="open")["UploadId"]
    part = s3.upload_part(Bucket=bucket, Key="open", UploadId=upload, PartNumber=1, Body=b"x")
    listed = s3.list_parts(Bucket=bucket, Key="open", UploadId=upload)["Parts"]
    assert [(item["PartNumber"], item["ETag"]) for item in listed] == [(1, part["ETag"])]
    assert code(lambda: s3.delete_bucket(Bucket=bucket)) == (409, "BucketNotEmpty")


@pytest.mark.parametrize("signature_version", ["s3v4", "s3"])
def test_presigned_urls(emulator, bucket, signature_version):
    s3 = emulator.s3(signature_version=signature_version)
    params = {"Bucket": bucket, "Key": "shared", "ContentType": "text/plain"}
    put = s3.generate_presigned_url("put_object", Params=params, ExpiresIn=60)
    assert fetch(put, "PUT", b"shared content", "text/html")[0] == 403
    assert fetch(put, "PUT", b"shared content", "text/plain")[0] == 200
    params = {"Bucket": bucket, "Key": "shared", "ResponseContentType": "text/x-test"}
    get = s3.generate_presigned_url("get_object", Params=params, ExpiresIn=60)
    assert fetch(get) == (200, "shared content")
    assert fetch(get.replace("shared?", "other?"))[0] == 403
    assert fetch(get + "A")[0] == 403


@pytest.mark.parametrize("signature_version", ["s3v4", "s3"])
def test_headers_of_a_presigned_url(emulator, s3, bucket, signature_version):
    """What botocore signs into a link has to be sent; what it does not sign cannot be added."""
    params = {"Bucket": bucket, "Key": "described", "Metadata": {"a": "1"}, "StorageClass": "STANDARD_IA"}
    url = emulator.s3(signature_version=signature_version).generate_presigned_url("put_object", Params=params, ExpiresIn=60)
    signed = {"x-amz-meta-a": "1", "x-amz-storage-class": "STANDARD_IA"}
    # Version 2 repeats the headers in the query, which this service does not know.
    if signature_version == "s3":
        url = re.sub("&x-amz-(meta-a|storage-class)=[^&]*", "", url)
    assert put(url, {**signed, "x-amz-meta-b": "2"}) == 403
    assert put(url, {}) == 403
    assert put(url, signed) == 200
    assert s3.head_object(Bucket=bucket, Key="described")["Metadata"] == {"a": "1"}


def put(url, headers):
    try:
        headers = {"Content-Type": "", **headers}
        return urllib.request.urlopen(urllib.request.Request(url, method="PUT", data=b"x", headers=headers)).status
    except urllib.error.HTTPError as error:
        return error.code


@pytest.mark.parametrize("signature_version", ["s3v4", "s3"])
def test_expired_presigned_url(emulator, bucket, signature_version):
    s3 = emulator.s3(signature_version=signature_version)
    s3.put_object(Bucket=bucket, Key="short-lived", Body=b"x")
    url = s3.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": "short-lived"}, ExpiresIn=60)
    assert fetch(url)[0] == 200
    clock(emulator, 61_000 + 1000)
    try:
        status, text = fetch(url)
        assert status == 403 and "Request has expired" in text
    finally:
        clock(emulator, 0)


def clock(emulator, offset_ms):
    assert emulator.admin("PUT", "/clock", {"offsetMs": offset_ms})["offsetMs"] == offset_ms


def test_refusals(emulator):
    wrong = emulator.s3(secret_key="0" * 40)
    assert code(wrong.list_buckets) == (403, "SignatureDoesNotMatch")
    unknown = emulator.s3(access_key="0" * 20)
    assert code(unknown.list_buckets) == (403, "InvalidAccessKeyId")
    region = emulator.s3(region="us-west-2")
    assert code(region.list_buckets) == (403, "AuthorizationHeaderMalformed")
    clock(emulator, 16 * 60_000)
    try:
        assert code(emulator.s3().list_buckets) == (403, "RequestTimeTooSkewed")
    finally:
        clock(emulator, 0)


def test_what_is_not_served(s3, bucket):
    assert code(lambda: s3.get_bucket_versioning(Bucket=bucket)) == (501, "NotImplemented")
    assert code(lambda: s3.list_objects_v2(Bucket=bucket)) == (501, "NotImplemented")
    assert code(lambda: s3.put_bucket_tagging(Bucket=bucket, Tagging={"TagSet": []})) == (501, "NotImplemented")
    assert code(lambda: s3.put_object(Bucket=bucket, Key="k", Body=b"x", ServerSideEncryption="AES256")) == (501, "NotImplemented")


def test_two_hundred_objects_take_little_time(s3, bucket):
    start = time.monotonic()
    for number in range(200):
        s3.put_object(Bucket=bucket, Key=f"k{number}", Body=b"x")
    assert len(s3.list_objects(Bucket=bucket)["Contents"]) == 200
    assert time.monotonic() - start < 20
