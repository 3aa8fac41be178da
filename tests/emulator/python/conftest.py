"""Starts the compiled emulator once for all tests, and once as ZOS, and gives them clients that are not ours."""

import contextlib
import json
import os
import shutil
import subprocess
import urllib.request
from pathlib import Path

import boto3
import pytest
from botocore.auth import S3SigV4Auth, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.httpsession import URLLib3Session

ROOT = Path(__file__).resolve().parents[3]
MAIN = ROOT / "dist" / "emulator" / "main.js"


class Emulator:
    def __init__(self, line, secret):
        self.s3_url = line["endpoints"]["s3"]
        self.iam_url = line["endpoints"]["iam"]
        self.trail_url = line["endpoints"]["trail"]
        self.statistics_url = line["endpoints"]["statistics"]
        self.admin_url = line["admin"]
        self.account_id = line["accountId"]
        self.access_key = line["accessKeyId"]
        self.secret_key = secret

    def s3(self, access_key=None, secret_key=None, token=None, region="cn", signature_version="s3v4", **s3_options):
        config = Config(
            s3={"addressing_style": "path", **s3_options},
            signature_version=signature_version,
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            retries={"max_attempts": 0},
        )
        return boto3.client(
            "s3",
            endpoint_url=self.s3_url,
            region_name=region,
            aws_access_key_id=access_key or self.access_key,
            aws_secret_access_key=secret_key or self.secret_key,
            aws_session_token=token,
            config=config,
        )

    def iam(self, access_key=None, secret_key=None, token=None):
        """boto3's IAM client; OOS wants `sts` in the scope of the signature."""
        client = boto3.client(
            "iam",
            endpoint_url=self.iam_url,
            region_name="cn",
            aws_access_key_id=access_key or self.access_key,
            aws_secret_access_key=secret_key or self.secret_key,
            aws_session_token=token,
            config=Config(retries={"max_attempts": 0}),
        )

        def sign_for_sts(context, **_):
            context.setdefault("signing", {}).update(signing_name="sts", region="cn")

        client.meta.events.register("choose-signer.iam", sign_for_sts)
        return client

    def account(self):
        """Makes another account; answers its access key id and secret."""
        made = self.admin("POST", "/accounts", {})
        return made["accessKeyId"], made["secretAccessKey"]

    def admin(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.admin_url}{path}", method=method, data=data, headers={"Content-Type": "application/json"})
        return json.loads(urllib.request.urlopen(request).read())

    def signed(self, method, url, body=b"", headers=None, service="s3", region="cn", keys=None):
        """Sends a request signed by botocore; returns status, headers and text."""
        request = AWSRequest(method=method, url=url, data=body, headers=headers or {})
        signer = S3SigV4Auth if service == "s3" else SigV4Auth
        signer(Credentials(*(keys or (self.access_key, self.secret_key))), service, region).add_auth(request)
        response = URLLib3Session().send(request.prepare())
        return response.status_code, response.headers, response.text


@contextlib.contextmanager
def running(*options):
    node = shutil.which("node")
    assert node, "node is not on PATH"
    assert MAIN.is_file(), f"{MAIN.relative_to(ROOT)} is missing: compile first (npx tsc -p tsconfig.build.json)"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    process = subprocess.Popen(
        [node, str(MAIN), "--port", "0", "--quiet", *options],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    try:
        line = json.loads(process.stdout.readline())
        credentials = json.loads((Path(line["dataFolder"]) / "credentials.json").read_text())
        yield Emulator(line, credentials["secretAccessKey"])
    finally:
        process.terminate()
        assert process.wait(timeout=20) == 0


@pytest.fixture(scope="session")
def emulator():
    with running() as started:
        yield started


@pytest.fixture(scope="session")
def zos():
    with running("--flavour", "zos") as started:
        yield started


@pytest.fixture
def s3(emulator):
    return emulator.s3()


@pytest.fixture
def bucket(s3, request):
    """A bucket of this test's own, removed with everything in it."""
    name = request.node.originalname.replace("_", "-")[:60].strip("-")
    s3.create_bucket(Bucket=name)
    yield name
    for item in s3.list_objects(Bucket=name).get("Contents", []):
        s3.delete_object(Bucket=name, Key=item["Key"])
    for upload in s3.list_multipart_uploads(Bucket=name).get("Uploads", []):
        s3.abort_multipart_upload(Bucket=name, Key=upload["Key"], UploadId=upload["UploadId"])
    s3.delete_bucket(Bucket=name)
