"""A raw curl that signs by itself: create, list, configure, delete, and what must be refused."""

import re
import shutil
import subprocess

import pytest


@pytest.fixture(scope="module")
def curl(emulator):
    program = shutil.which("curl")
    version = re.match(r"curl (\d+)\.(\d+)", subprocess.run([program or "false", "--version"], capture_output=True, text=True).stdout)
    if version is None or (int(version[1]), int(version[2])) < (7, 75):
        pytest.skip("curl 7.75 or newer is needed for --aws-sigv4")

    def run(*args, service="s3", region="cn", secret=None):
        # Some versions of curl sign a valueless query name without its "=", so the tests write `?policy=`.
        user = f"{emulator.access_key}:{secret or emulator.secret_key}"
        signing = ["--aws-sigv4", f"aws:amz:{region}:{service}", "--user", user]
        done = subprocess.run([program, "-sS", "-w", "\n%{http_code}", *signing, *args], capture_output=True, text=True, check=True)
        body, status = done.stdout.rsplit("\n", 1)
        return int(status), body

    return run


def test_bucket_and_object(emulator, curl):
    bucket = f"{emulator.s3_url}/curl-bucket"
    assert curl("-X", "PUT", bucket) == (200, "")
    assert "<Name>curl-bucket</Name>" in curl(f"{emulator.s3_url}/")[1]
    policy = '{"Statement":[{"Effect":"Deny","Principal":"*","Action":"oos:GetObject","Resource":"arn:ctyun:oos:::curl-bucket/*"}]}'
    assert curl("-X", "PUT", "--data-binary", policy, "-H", "Content-Type: application/json", f"{bucket}?policy=") == (200, "")
    assert curl(f"{bucket}?policy=") == (200, policy)
    assert curl("-X", "PUT", "--data-binary", "content", "-H", "Content-Type: text/plain", f"{bucket}/dir/key") == (200, "")
    assert curl(f"{bucket}/dir/key")[0] == 403
    assert curl("-X", "DELETE", f"{bucket}?policy=") == (200, "")
    assert curl(f"{bucket}/dir/key") == (200, "content")
    assert curl("-X", "DELETE", bucket)[0] == 409
    assert curl("-X", "DELETE", f"{bucket}/dir/key") == (204, "")
    assert curl("-X", "DELETE", bucket) == (204, "")


def test_iam(emulator, curl):
    url = f"{emulator.iam_url}/"
    assert "<UserName>curl-user</UserName>" in curl("-d", "Action=CreateUser&UserName=curl-user", url, service="sts")[1]
    assert curl("-d", "Action=DeleteUser&UserName=curl-user", url, service="sts")[0] == 200


def test_refusals(emulator, curl):
    status, body = curl(f"{emulator.s3_url}/", secret="wrong")
    assert status == 403 and "<Code>SignatureDoesNotMatch</Code>" in body
    status, body = curl(f"{emulator.s3_url}/", region="us-east-1")
    assert status == 403 and "<Code>AuthorizationHeaderMalformed</Code>" in body
    status, body = curl(f"{emulator.s3_url}/", service="sts")
    assert status == 403 and "<Code>AuthorizationHeaderMalformed</Code>" in body
    assert curl("-X", "DELETE", f"{emulator.s3_url}/anything?unheard-of=")[0] == 501
