"""IAM and trail over plain HTTP, signed by botocore."""

import json
import urllib.parse
import xml.etree.ElementTree as ElementTree

import pytest

TARGET = "cn.ctyunapi.oos-cn-cloudtrail.v20131101.CloudTrail_20131101."


@pytest.fixture
def iam(emulator):
    def call(action, keys=None, region="cn", service="sts", **params):
        body = urllib.parse.urlencode({"Action": action, "Version": "2010-05-08", **params}).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
        status, answered, text = emulator.signed("POST", f"{emulator.iam_url}/", body, headers, service, region, keys)
        assert answered["content-type"] == "text/xml;charset=UTF-8"
        return status, ElementTree.fromstring(text)

    return call


@pytest.fixture
def trail(emulator):
    def call(action, keys=None, region="cn", service="cloudtrail", **members):
        headers = {"Content-Type": "application/json", "X-Amz-Target": TARGET + action}
        body = json.dumps(members).encode()
        status, _, text = emulator.signed("POST", f"{emulator.trail_url}/", body, headers, service, region, keys)
        return status, json.loads(text) if text else {}

    return call


def test_user_with_key_tags_and_policy(emulator, iam):
    status, root = iam("CreateUser", UserName="py-user", **{"Tags.member.1.Key": "k", "Tags.member.1.Value": "v"})
    assert status == 200 and root.tag == "CreateUserResponse"
    assert root.findtext("CreateUserResult/User/Arn") == f"arn:ctyun:iam::{emulator.account_id}:user/py-user"
    status, root = iam("CreateAccessKey", UserName="py-user")
    keys = (root.findtext(".//AccessKeyId"), root.findtext(".//SecretAccessKey"))
    assert emulator.s3(*keys).meta.region_name == "cn"
    document = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "oos:*", "Resource": "arn:ctyun:oos:::py-*"}]})
    status, root = iam("CreatePolicy", PolicyName="py-policy", PolicyDocument=document)
    arn = root.findtext(".//Arn")
    assert iam("ListUsers", keys=keys)[0] == 403
    assert emulator.signed("PUT", f"{emulator.s3_url}/py-bucket", keys=keys)[0] == 403
    assert iam("AttachUserPolicy", UserName="py-user", PolicyArn=arn)[0] == 200
    assert emulator.signed("PUT", f"{emulator.s3_url}/py-bucket", keys=keys)[0] == 200
    assert emulator.signed("PUT", f"{emulator.s3_url}/other-bucket", keys=keys)[0] == 403
    assert emulator.signed("DELETE", f"{emulator.s3_url}/py-bucket", keys=keys)[0] == 204
    status, root = iam("DeleteUser", UserName="py-user")
    assert (status, root.findtext("Code")) == (409, "DeleteConflict")
    assert iam("DetachUserPolicy", UserName="py-user", PolicyArn=arn)[0] == 200
    assert iam("DeletePolicy", PolicyArn=arn)[0] == 200
    assert iam("DeleteAccessKey", UserName="py-user", AccessKeyId=keys[0])[0] == 200
    assert iam("DeleteUser", UserName="py-user")[0] == 200
    status, root = iam("GetUser", UserName="py-user")
    assert (status, root.findtext("Code")) == (404, "NoSuchEntity")


def test_trail(emulator, trail, bucket):
    assert trail("CreateTrail", Name="py-trail", S3BucketName="py-absent")[0] == 404
    assert trail("CreateTrail", Name="py-trail", S3BucketName=bucket, S3KeyPrefix="logs")[0] == 200
    assert trail("GetTrailStatus", Name="py-trail") == (200, {"IsLogging": False})
    assert trail("StartLogging", Name="py-trail") == (200, {})
    assert trail("GetTrailStatus", Name="py-trail")[1]["IsLogging"] is True
    status, described = trail("DescribeTrails")
    assert [item["Name"] for item in described["trailList"]] == ["py-trail"]
    assert trail("DeleteTrail", Name="py-trail") == (200, {})
    assert trail("GetTrailStatus", Name="py-trail")[0] == 404


def test_wrong_secret_region_and_service(emulator, iam, trail):
    wrong = (emulator.access_key, "0" * 40)
    for status, root in (iam("ListUsers", keys=wrong), iam("ListUsers", region="us-east-1"), iam("ListUsers", service="iam")):
        assert status == 403 and root.findtext("Code") in ("SignatureDoesNotMatch", "AuthorizationHeaderMalformed")
    for status, answer in (trail("DescribeTrails", keys=wrong), trail("DescribeTrails", region="hazz"), trail("DescribeTrails", service="sts")):
        assert status == 403 and answer["__type"] in ("SignatureDoesNotMatch", "AuthorizationHeaderMalformed")
