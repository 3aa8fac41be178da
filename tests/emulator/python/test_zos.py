"""boto3 against the emulator as ZOS: encryption and logging as the guide's samples write them, with V4 and V2."""

import urllib.error
import urllib.request

import pytest
from botocore.exceptions import ClientError

KMS_KEY = "6b1f657c-816b-4534-a41a-903e7a60e703:AES_256:e3d16fba6ae84e33a1d386dd880696c0"
EVERYBODY = "http://acs.amazonaws.com/groups/global/AllUsers"


def code(call, **params):
    with pytest.raises(ClientError) as caught:
        call(**params)
    response = caught.value.response
    return response["ResponseMetadata"]["HTTPStatusCode"], response["Error"]["Code"]


def status(url):
    try:
        with urllib.request.urlopen(url) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def rules(**by_default):
    return {"Rules": [{"ApplyServerSideEncryptionByDefault": by_default}]}


@pytest.fixture(params=["s3v4", "s3"], ids=["v4", "v2"])
def s3(zos, request):
    """The guide's client names no region; any will do."""
    return zos.s3(region="us-east-1", signature_version=request.param)


@pytest.fixture
def bucket(s3, request):
    name = "".join(letter if letter.isalnum() else "-" for letter in request.node.name).strip("-").replace("_", "-")
    s3.create_bucket(Bucket=name)
    yield name
    for version in s3.list_object_versions(Bucket=name).get("Versions", []):
        s3.delete_objects(Bucket=name, Delete={"Objects": [{"Key": version["Key"], "VersionId": version["VersionId"]}]})
    s3.delete_bucket(Bucket=name)


def test_bucket(s3, zos, bucket):
    assert bucket in [found["Name"] for found in s3.list_buckets()["Buckets"]]
    headers = s3.head_bucket(Bucket=bucket)["ResponseMetadata"]["HTTPHeaders"]
    assert (headers["x-rgw-object-count"], headers["x-rgw-bytes-used"]) == ("0", "0")
    acl = s3.get_bucket_acl(Bucket=bucket)
    assert acl["Owner"] == {"ID": zos.account_id, "DisplayName": zos.account_id}
    assert [(grant["Grantee"]["Type"], grant["Permission"]) for grant in acl["Grants"]] == [("CanonicalUser", "FULL_CONTROL")]
    assert code(s3.get_bucket_policy, Bucket=bucket) == (404, "NoSuchBucketPolicy")


def test_encryption(s3, bucket):
    assert code(s3.get_bucket_encryption, Bucket=bucket) == (404, "NoSuchEncryptionSetError")
    for wanted in [rules(SSEAlgorithm="aws:kms", KMSMasterKeyID=KMS_KEY), rules(SSEAlgorithm="AES256")]:
        s3.put_bucket_encryption(Bucket=bucket, ServerSideEncryptionConfiguration=wanted)
        assert s3.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"] == wanted
    assert s3.put_object(Bucket=bucket, Key="k", Body=b"text")["ServerSideEncryption"] == "AES256"
    got = s3.get_object(Bucket=bucket, Key="k")
    assert (got["ServerSideEncryption"], got["Body"].read()) == ("AES256", b"text")
    bad = rules(SSEAlgorithm="aws:kms")
    assert code(s3.put_bucket_encryption, Bucket=bucket, ServerSideEncryptionConfiguration=bad) == (400, "InvalidArgument")
    assert s3.delete_bucket_encryption(Bucket=bucket)["ResponseMetadata"]["HTTPStatusCode"] == 204
    assert code(s3.get_bucket_encryption, Bucket=bucket) == (404, "NoSuchEncryptionSetError")
    assert "ServerSideEncryption" not in s3.put_object(Bucket=bucket, Key="k", Body=b"text")
    # The guide's own sample [ZOS 2.3] names the encryption with the object.
    assert s3.put_object(Bucket=bucket, Key="k", Body=b"text", ServerSideEncryption="AES256")["ServerSideEncryption"] == "AES256"


def test_logging_with_grants(s3, zos, bucket):
    assert "LoggingEnabled" not in s3.get_bucket_logging(Bucket=bucket)
    other = zos.admin("POST", "/accounts", {})
    grants = [
        {"Grantee": {"Type": "CanonicalUser", "ID": other["accountId"], "DisplayName": other["accountId"]}, "Permission": "FULL_CONTROL"},
        {"Grantee": {"Type": "Group", "URI": EVERYBODY}, "Permission": "READ"},
    ]
    enabled = {"TargetBucket": bucket, "TargetPrefix": "log/", "TargetGrants": grants}
    s3.put_bucket_logging(Bucket=bucket, BucketLoggingStatus={"LoggingEnabled": enabled})
    assert s3.get_bucket_logging(Bucket=bucket)["LoggingEnabled"] == enabled
    unknown = {**enabled, "TargetGrants": [{"Grantee": {"Type": "CanonicalUser", "ID": "s3"}, "Permission": "READ"}]}
    assert code(s3.put_bucket_logging, Bucket=bucket, BucketLoggingStatus={"LoggingEnabled": unknown}) == (400, "InvalidArgument")
    elsewhere = {"TargetBucket": "nobody-has-this", "TargetPrefix": ""}
    refused = code(s3.put_bucket_logging, Bucket=bucket, BucketLoggingStatus={"LoggingEnabled": elsewhere})
    assert refused == (400, "InvalidTargetBucketForLogging")
    s3.put_object(Bucket=bucket, Key="visited", Body=b"text")
    zos.admin("POST", "/logs")
    s3.put_bucket_logging(Bucket=bucket, BucketLoggingStatus={})
    assert "LoggingEnabled" not in s3.get_bucket_logging(Bucket=bucket)
    (key,) = [found["Key"] for found in s3.list_objects(Bucket=bucket, Prefix="log/")["Contents"]]
    acl = s3.get_object_acl(Bucket=bucket, Key=key)["Grants"]
    assert sorted(grant["Permission"] for grant in acl) == ["FULL_CONTROL", "FULL_CONTROL", "READ"]
    theirs = zos.s3(other["accessKeyId"], other["secretAccessKey"], region="us-east-1")
    assert b"REST.PUT.OBJECT visited" in theirs.get_object(Bucket=bucket, Key=key)["Body"].read()
    assert status(f"{zos.s3_url}/{bucket}/{key}") == 200
    assert status(f"{zos.s3_url}/{bucket}/visited") == 403
