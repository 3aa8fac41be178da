"""boto3 against the emulator: the settings of a bucket, in the shapes in which the vendor's SDK (a botocore) sends them."""

import base64
import datetime
import hashlib
import re
import urllib.error
import urllib.request

import pytest
from botocore.exceptions import ClientError


def status(answer):
    return answer["ResponseMetadata"]["HTTPStatusCode"]


def code(call):
    with pytest.raises(ClientError) as caught:
        call()
    response = caught.value.response
    return response["ResponseMetadata"]["HTTPStatusCode"], response["Error"]["Code"]


def bare(answer):
    return {name: value for name, value in answer.items() if name != "ResponseMetadata"}


def fetch(url, method="GET", headers=None):
    try:
        with urllib.request.urlopen(urllib.request.Request(url, method=method, headers=headers or {})) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read().decode()


def test_lifecycle(s3, bucket):
    assert code(lambda: s3.get_bucket_lifecycle(Bucket=bucket)) == (404, "NoSuchLifecycleConfiguration")
    date = datetime.datetime(2030, 1, 1, tzinfo=datetime.timezone.utc)
    rules = [
        {"ID": "lifecycle", "Prefix": "test", "Status": "Enabled", "Expiration": {"Date": date}},
        {"ID": "logs", "Prefix": "logs/", "Status": "Disabled", "Transition": {"Days": 180, "StorageClass": "STANDARD_IA"}},
    ]
    assert status(s3.put_bucket_lifecycle(Bucket=bucket, LifecycleConfiguration={"Rules": rules})) == 200
    assert s3.get_bucket_lifecycle(Bucket=bucket)["Rules"] == rules
    assert [rule["ID"] for rule in s3.get_bucket_lifecycle_configuration(Bucket=bucket)["Rules"]] == ["lifecycle", "logs"]
    clash = [*rules, {"ID": "clash", "Prefix": "tes", "Status": "Enabled", "Expiration": {"Days": 1}}]
    assert code(lambda: s3.put_bucket_lifecycle(Bucket=bucket, LifecycleConfiguration={"Rules": clash})) == (400, "InvalidRequest")
    filtered = [{"ID": "f", "Filter": {"Prefix": "a"}, "Status": "Enabled", "Expiration": {"Days": 1}}]
    assert code(lambda: s3.put_bucket_lifecycle_configuration(Bucket=bucket, LifecycleConfiguration={"Rules": filtered})) == (400, "MalformedXML")
    assert status(s3.delete_bucket_lifecycle(Bucket=bucket)) == 204
    assert code(lambda: s3.get_bucket_lifecycle(Bucket=bucket)) == (404, "NoSuchLifecycleConfiguration")


def test_cors(s3, bucket):
    assert code(lambda: s3.get_bucket_cors(Bucket=bucket)) == (404, "NoSuchCORSConfiguration")
    rules = [
        {"AllowedOrigins": ["http://www.example1.com"], "AllowedMethods": ["PUT", "POST", "DELETE"], "AllowedHeaders": ["*"]},
        {"AllowedOrigins": ["http://www.example2.com"], "AllowedMethods": ["PUT", "POST"], "AllowedHeaders": ["*"], "MaxAgeSeconds": 30},
    ]
    assert status(s3.put_bucket_cors(Bucket=bucket, CORSConfiguration={"CORSRules": rules})) == 200
    assert s3.get_bucket_cors(Bucket=bucket)["CORSRules"] == rules
    asked = {"Origin": "http://www.example2.com", "Access-Control-Request-Method": "PUT", "Access-Control-Request-Headers": "x-amz-acl"}
    answer, headers, _ = fetch(f"{s3.meta.endpoint_url}/{bucket}/key", "OPTIONS", asked)
    assert (answer, headers["Access-Control-Allow-Origin"], headers["Access-Control-Max-Age"]) == (200, "http://www.example2.com", "30")
    assert fetch(f"{s3.meta.endpoint_url}/{bucket}/key", "OPTIONS", {**asked, "Access-Control-Request-Method": "DELETE"})[0] == 403
    assert status(s3.delete_bucket_cors(Bucket=bucket)) == 200


def test_website(s3, bucket):
    assert code(lambda: s3.get_bucket_website(Bucket=bucket)) == (404, "NoSuchWebsiteConfiguration")
    website = {
        "IndexDocument": {"Suffix": "index1.html"},
        "ErrorDocument": {"Key": "error1.html"},
        "RoutingRules": [{"Condition": {"KeyPrefixEquals": "old/"}, "Redirect": {"ReplaceKeyPrefixWith": "new/"}}],
    }
    assert status(s3.put_bucket_website(Bucket=bucket, WebsiteConfiguration=website)) == 200
    assert bare(s3.get_bucket_website(Bucket=bucket)) == website
    s3.create_bucket(Bucket=bucket, ACL="public-read")
    s3.put_object(Bucket=bucket, Key="index1.html", Body=b"start")
    s3.put_object(Bucket=bucket, Key="error1.html", Body=b"sorry")
    host = {"Host": f"{bucket}.oos-website-cn.oos-cn.ctyunapi.cn"}
    assert fetch(f"{s3.meta.endpoint_url}/", headers=host)[::2] == (200, "start")
    assert fetch(f"{s3.meta.endpoint_url}/none", headers=host)[::2] == (404, "sorry")
    assert status(s3.delete_bucket_website(Bucket=bucket)) == 200
    assert fetch(f"{s3.meta.endpoint_url}/", headers=host)[0] == 404


def test_logging(emulator, s3, bucket):
    assert bare(s3.get_bucket_logging(Bucket=bucket)) == {}
    enabled = {"LoggingEnabled": {"TargetBucket": bucket, "TargetPrefix": f"{bucket}_log"}}
    assert status(s3.put_bucket_logging(Bucket=bucket, BucketLoggingStatus=enabled)) == 200
    assert bare(s3.get_bucket_logging(Bucket=bucket)) == enabled
    assert fetch(f"{emulator.admin_url}/logs", "POST")[0] == 200
    keys = [item["Key"] for item in s3.list_objects(Bucket=bucket)["Contents"]]
    assert len(keys) == 1 and re.fullmatch(rf"{bucket}_logGMT\d{{4}}(-\d\d){{5}}-\w+", keys[0])
    text = s3.get_object(Bucket=bucket, Key=keys[0])["Body"].read().decode()
    assert "REST.PUT.LOGGING" in text and "REST.GET.LOGGING" in text
    assert status(s3.put_bucket_logging(Bucket=bucket, BucketLoggingStatus={})) == 200
    assert bare(s3.get_bucket_logging(Bucket=bucket)) == {}


def test_object_lock(emulator, bucket):
    s3 = emulator.s3()
    configuration = {"ObjectLockEnabled": "Disabled", "Rule": {"DefaultRetention": {"Mode": "COMPLIANCE", "Days": 1}}}
    assert code(lambda: s3.get_object_lock_configuration(Bucket=bucket)) == (404, "ObjectLockConfigurationNotFoundError")
    # Today's botocore sends a CRC32 where the manual asks for Content-MD5.
    assert code(lambda: s3.put_object_lock_configuration(Bucket=bucket, ObjectLockConfiguration=configuration)) == (400, "InvalidRequest")

    def with_md5(request, **_):
        request.headers["Content-MD5"] = base64.b64encode(hashlib.md5(request.body).digest()).decode()

    s3.meta.events.register("before-sign.s3.PutObjectLockConfiguration", with_md5)
    assert status(s3.put_object_lock_configuration(Bucket=bucket, ObjectLockConfiguration=configuration)) == 200
    assert s3.get_object_lock_configuration(Bucket=bucket)["ObjectLockConfiguration"] == configuration
    s3.put_object(Bucket=bucket, Key="a", Body=b"x")
    s3.delete_object(Bucket=bucket, Key="a")
    answer, _, _ = emulator.signed("DELETE", f"{emulator.s3_url}/{bucket}?object-lock")
    assert answer == 200


def test_accelerate(s3, bucket):
    assert bare(s3.get_bucket_accelerate_configuration(Bucket=bucket)) == {}
    assert status(s3.put_bucket_accelerate_configuration(Bucket=bucket, AccelerateConfiguration={"Status": "Enabled"})) == 200
    assert bare(s3.get_bucket_accelerate_configuration(Bucket=bucket)) == {"Status": "Enabled"}


def test_copied_parts(s3, bucket):
    s3.put_object(Bucket=bucket, Key="source", Body=b"0123456789")
    upload = s3.create_multipart_upload(Bucket=bucket, Key="made/of/parts")["UploadId"]
    source = {"Bucket": bucket, "Key": "source"}
    rolled = s3.list_multipart_uploads(Bucket=bucket, Delimiter="/")
    assert [prefix["Prefix"] for prefix in rolled["CommonPrefixes"]] == ["made/"] and "Uploads" not in rolled
    part = s3.upload_part_copy(
        Bucket=bucket, Key="made/of/parts", UploadId=upload, PartNumber=1, CopySource=source, CopySourceRange="bytes=0-4"
    )
    parts = {"Parts": [{"PartNumber": 1, "ETag": part["CopyPartResult"]["ETag"]}]}
    s3.complete_multipart_upload(Bucket=bucket, Key="made/of/parts", UploadId=upload, MultipartUpload=parts)
    assert s3.get_object(Bucket=bucket, Key="made/of/parts")["Body"].read() == b"01234"


@pytest.mark.parametrize("signature_version", ["s3v4", "s3"])
def test_settings_with_either_signature(emulator, bucket, signature_version):
    s3 = emulator.s3(signature_version=signature_version)
    s3.put_bucket_lifecycle(
        Bucket=bucket, LifecycleConfiguration={"Rules": [{"ID": "a", "Prefix": "a", "Status": "Enabled", "Expiration": {"Days": 1}}]}
    )
    s3.put_bucket_cors(Bucket=bucket, CORSConfiguration={"CORSRules": [{"AllowedOrigins": ["*"], "AllowedMethods": ["GET"]}]})
    s3.put_bucket_website(Bucket=bucket, WebsiteConfiguration={"IndexDocument": {"Suffix": "i"}})
    s3.put_bucket_logging(Bucket=bucket, BucketLoggingStatus={})
    assert s3.get_bucket_lifecycle(Bucket=bucket)["Rules"][0]["ID"] == "a"
    assert s3.get_bucket_cors(Bucket=bucket)["CORSRules"][0]["AllowedOrigins"] == ["*"]
    assert s3.get_bucket_website(Bucket=bucket)["IndexDocument"] == {"Suffix": "i"}
