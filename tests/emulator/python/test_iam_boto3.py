"""IAM through boto3's own client and parser, and temporary credentials through its signers."""

import base64
import hashlib
import hmac
import json
import struct
import time
import urllib.parse
import urllib.request
import xml.etree.ElementTree as ElementTree
import zlib

import pytest
import zxingcpp
from botocore.exceptions import ClientError


def refusal(call, **params):
    with pytest.raises(ClientError) as error:
        call(**params)
    answer = error.value.response
    # botocore's IAM parser leaves a flat <Error> at the top, where it would unpack AWS's <ErrorResponse>.
    return answer["ResponseMetadata"]["HTTPStatusCode"], answer.get("Error", answer)["Code"]


def session(emulator, keys=None, **params):
    body = urllib.parse.urlencode({"Action": "GetSessionToken", "Version": "2010-05-08", "DurationSeconds": "900", **params}).encode()
    headers = {"Content-Type": "application/octet-stream"}
    status, _, text = emulator.signed("POST", f"{emulator.iam_url}/", body, headers, "sts", "cn", keys)
    assert status == 200
    found = ElementTree.fromstring(text).find("GetSessionTokenResult/Credentials")
    return tuple(found.findtext(name) for name in ("AccessKeyId", "SecretAccessKey", "SessionToken"))


@pytest.fixture
def user(emulator):
    """A user with a key; what is attached is removed with the user."""
    iam = emulator.iam()
    iam.create_user(UserName="boto")
    key = iam.create_access_key(UserName="boto")["AccessKey"]
    yield key["AccessKeyId"], key["SecretAccessKey"]
    for policy in iam.list_attached_user_policies(UserName="boto")["AttachedPolicies"]:
        iam.detach_user_policy(UserName="boto", PolicyArn=policy["PolicyArn"])
        iam.delete_policy(PolicyArn=policy["PolicyArn"])
    if iam.list_access_keys(UserName="boto")["AccessKeyMetadata"]:
        iam.delete_access_key(UserName="boto", AccessKeyId=key["AccessKeyId"])
    iam.delete_user(UserName="boto")


def allow(emulator, *actions):
    document = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": list(actions), "Resource": "*"}]}
    arn = emulator.iam().create_policy(PolicyName="boto", PolicyDocument=json.dumps(document))["Policy"]["Arn"]
    emulator.iam().attach_user_policy(UserName="boto", PolicyArn=arn)


def test_password_rules_and_change(emulator, user):
    root = emulator.iam()
    rules = {
        "AllowUsersToChangePassword": True,
        "HardExpiry": True,
        "MaxPasswordAge": 0,
        "MinimumPasswordLength": 10,
        "PasswordReusePrevention": 3,
        "RequireLowercaseCharacters": False,
        "RequireNumbers": False,
        "RequireSymbols": True,
        "RequireUppercaseCharacters": False,
    }
    root.update_account_password_policy(**{**rules, "MaxPasswordAge": 90})
    assert root.get_account_password_policy()["PasswordPolicy"] == {**rules, "MaxPasswordAge": 90, "ExpirePasswords": True}
    assert refusal(root.create_login_profile, UserName="boto", Password="no symbols") == (400, "PasswordPolicyViolation")
    root.create_login_profile(UserName="boto", Password="with-symbols")
    own = emulator.iam(*user)
    assert refusal(own.change_password, OldPassword="with-symbols", NewPassword="with-symbols") == (400, "PasswordPolicyViolation")
    own.change_password(OldPassword="with-symbols", NewPassword="other-symbols")
    assert refusal(own.change_password, OldPassword="with-symbols", NewPassword="third-symbols")[0] == 403
    assert refusal(own.get_account_password_policy) == (403, "AccessDenied")
    root.delete_login_profile(UserName="boto")
    root.delete_account_password_policy()
    assert root.get_account_password_policy()["PasswordPolicy"]["MinimumPasswordLength"] == 8


def test_account_summary(emulator, user):
    summary = emulator.iam().get_account_summary()["SummaryMap"]
    assert summary["Users"] == 1 and summary["GroupsQuota"] == 30 and summary["AccessKeysPerUserQuota"] == 2


@pytest.mark.parametrize("signature_version", ["s3v4", "s3"])
def test_temporary_credentials(emulator, s3, bucket, user, signature_version):
    s3.put_object(Bucket=bucket, Key="k", Body=b"v")
    temporary = session(emulator, user)
    client = emulator.s3(*temporary, signature_version=signature_version)
    assert refusal(client.get_object, Bucket=bucket, Key="k") == (403, "AccessDenied")
    allow(emulator, "oos:GetObject", "iam:GetUser")
    assert client.get_object(Bucket=bucket, Key="k")["Body"].read() == b"v"
    assert refusal(client.put_object, Bucket=bucket, Key="k", Body=b"w") == (403, "AccessDenied")
    link = client.generate_presigned_url("get_object", Params={"Bucket": bucket, "Key": "k"}, ExpiresIn=60)
    assert "x-amz-security-token" in link.lower()
    assert urllib.request.urlopen(link).read() == b"v"
    assert emulator.iam(*temporary).get_user()["User"]["UserName"] == "boto"
    tokenless = emulator.s3(*temporary[:2], signature_version=signature_version)
    assert refusal(tokenless.get_object, Bucket=bucket, Key="k") == (403, "InvalidAccessKeyId")


def test_a_deactivated_key_stops_at_once(emulator, s3, bucket, user):
    allow(emulator, "oos:*", "iam:*")
    client = emulator.s3(*user)
    client.list_objects(Bucket=bucket)
    used = emulator.iam().get_access_key_last_used(AccessKeyId=user[0])
    assert (used["UserName"], used["AccessKeyLastUsed"]["ServiceName"]) == ("boto", "s3")
    emulator.iam().update_access_key(UserName="boto", AccessKeyId=user[0], Status="Inactive")
    assert refusal(client.list_objects, Bucket=bucket) == (403, "InvalidAccessKeyId")
    assert refusal(emulator.iam(*user).get_user) == (403, "InvalidAccessKeyId")
    emulator.iam().update_access_key(UserName="boto", AccessKeyId=user[0], Status="Active")
    client.list_objects(Bucket=bucket)
    emulator.iam().delete_access_key(UserName="boto", AccessKeyId=user[0])
    assert refusal(client.list_objects, Bucket=bucket) == (403, "InvalidAccessKeyId")


def test_legacy_keys(emulator):
    root = emulator.iam()

    def call(keys=None, **params):
        body = urllib.parse.urlencode(params).encode()
        status, _, text = emulator.signed("POST", f"{emulator.iam_url}/", body, {}, "sts", "cn", keys)
        return status, ElementTree.fromstring(text)

    # As the 6.0 guide sends them, with Python's spelling of a truth value.
    assert call(Action="UpdateAccessKey", AccessKeyId=emulator.access_key, Status="Active", IsPrimary=True)[0] == 200
    status, made = call(Action="CreateAccessKey")
    ordinary = (made.findtext(".//AccessKeyId"), made.findtext(".//SecretAccessKey"))
    assert (status, made.findtext(".//IsPrimary")) == (200, "false")
    status, listed = call(Action="ListAccessKey", MaxItems=10)
    flags = {item.findtext("AccessKeyId"): item.findtext("IsPrimary") for item in listed.iter("member")}
    assert (status, flags) == (200, {emulator.access_key: "true", ordinary[0]: "false"})
    assert call(ordinary, Action="ListAccessKey", MaxItems=10)[0] == 403
    assert call(Action="UpdateAccessKey", AccessKeyId=ordinary[0], Status="Inactive", IsPrimary=False)[0] == 200
    assert call(Action="DeleteAccessKey", AccessKeyId=ordinary[0])[0] == 200
    assert [key["AccessKeyId"] for key in root.list_access_keys()["AccessKeyMetadata"]] == [emulator.access_key]


def pixels(png):
    """Bytes of a picture of one bit a pixel without filters, and its height and width."""
    width, height = struct.unpack(">II", png[16:24])
    assert png[24:29] == bytes([1, 0, 0, 0, 0])
    position, data = 8, b""
    while position < len(png):
        (length,) = struct.unpack(">I", png[position : position + 4])
        kind, content = png[position + 4 : position + 8], png[position + 8 : position + 8 + length]
        assert zlib.crc32(kind + content) == struct.unpack(">I", png[position + 8 + length : position + 12 + length])[0]
        data += content if kind == b"IDAT" else b""
        position += 12 + length
    lines = zlib.decompress(data)
    stride = 1 + (width + 7) // 8
    bits = (lines[y * stride + 1 + x // 8] >> (7 - x % 8) & 1 for y in range(height) for x in range(width))
    return bytes(255 * bit for bit in bits), height, width


@pytest.mark.parametrize("name", ["Phone", "p" * 128, "+,=@" * 32])
def test_the_qr_code_of_a_device_enables_it(emulator, user, name):
    """As with a phone: scan the picture, compute two codes from what it says."""
    root = emulator.iam()
    device = root.create_virtual_mfa_device(VirtualMFADeviceName=name)["VirtualMFADevice"]
    content, height, width = pixels(device["QRCodePNG"])
    (code,) = zxingcpp.read_barcodes(memoryview(content).cast("B", (height, width)))
    uri = urllib.parse.urlsplit(code.text)
    query = urllib.parse.parse_qs(uri.query)
    assert (uri.scheme, uri.netloc, query["issuer"]) == ("otpauth", "totp", ["OOS"])
    assert urllib.parse.unquote(uri.path) == f"/OOS:{name}@{emulator.account_id}"
    secret = base64.b32decode(query["secret"][0])
    # botocore takes the seed for base64, as AWS sends it; OOS sends it plainly.
    assert query["secret"][0].encode() == base64.b64encode(device["Base32StringSeed"])

    def totp(step):
        digest = hmac.new(secret, struct.pack(">Q", step), hashlib.sha1).digest()
        (value,) = struct.unpack(">I", digest[digest[-1] & 15 :][:4])
        return f"{(value & 0x7FFFFFFF) % 1000000:06}"

    step = int(time.time()) // 30
    root.enable_mfa_device(
        UserName="boto",
        SerialNumber=device["SerialNumber"],
        AuthenticationCode1=totp(step),
        AuthenticationCode2=totp(step + 1),
    )
    root.deactivate_mfa_device(UserName="boto", SerialNumber=device["SerialNumber"])
    root.delete_virtual_mfa_device(SerialNumber=device["SerialNumber"])
