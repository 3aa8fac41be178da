"""The programs of docs/emulator.md, run as a person would: with the variables that `--print-env` prints, and nothing else."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import MAIN, ROOT, running

PAGE = (ROOT / "docs" / "emulator.md").read_text()
PROGRAMS = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def environment(tmp_path):
    """Of a shell that has read what `--print-env` prints."""
    data = tmp_path / "it's data"
    with running("--data", str(data)) as emulator:
        node = shutil.which("node")
        printed = f'eval "$("$0" "$1" --data "$2" --print-env)" && "$3" -c "import json, os; print(json.dumps(dict(os.environ)))"'
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "OOS_"))}
        shell = ["sh", "-c", printed, node, str(MAIN), str(data), sys.executable]
        done = subprocess.run(shell, env=clean, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        yield {**json.loads(done.stdout), "HOME": str(tmp_path)}, emulator


def test_python_programs(environment):
    variables, _ = environment
    assert len(PROGRAMS) == 2
    outputs = []
    for program in PROGRAMS:
        done = subprocess.run([sys.executable, "-c", program], env=variables, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        outputs.append(done.stdout.splitlines())
    assert outputs[0] == ["['seen-by-boto3']"]
    assert outputs[1] == ["['from-boto3']", "True"]


def test_curl_line(environment):
    variables, _ = environment
    (line,) = re.findall(r"^curl --aws-sigv4 .*AWS_ENDPOINT_URL_S3.*$", PAGE, re.MULTILINE)
    done = subprocess.run(["sh", "-c", line], env=variables, capture_output=True, text=True)
    assert "<ListAllMyBucketsResult" in done.stdout, done.stderr


def test_buckets_and_web_sites_by_host(environment):
    """curl takes every name under localhost for this machine, whatever the system knows."""
    variables, emulator = environment
    s3 = emulator.s3()
    s3.create_bucket(Bucket="my-site", ACL="public-read")
    s3.put_object(Bucket="my-site", Key="docs/index.html", Body=b"<h1>here</h1>", ContentType="text/html")
    s3.put_bucket_website(Bucket="my-site", WebsiteConfiguration={"IndexDocument": {"Suffix": "index.html"}})
    everybody = {"Effect": "Allow", "Principal": "*", "Action": "oos:GetObject", "Resource": "arn:ctyun:oos:::my-site/*"}
    s3.put_bucket_policy(Bucket="my-site", Policy=json.dumps({"Version": "2012-10-17", "Statement": [everybody]}))
    (page,) = re.findall(r"^curl (http://my-site\.oos-website-cn\.localhost\S+)$", PAGE, re.MULTILINE)
    port = emulator.s3_url.rsplit(":", 1)[1]
    assert get(page.replace(":7570", f":{port}")) == "<h1>here</h1>"
    assert get(f"http://my-site.localhost:{port}/docs/index.html") == "<h1>here</h1>"
    signing = ["--aws-sigv4", "aws:amz:cn:s3", "--user", f"{emulator.access_key}:{emulator.secret_key}"]
    assert "<Key>docs/index.html</Key>" in get(*signing, f"http://my-site.localhost:{port}/")


def get(*args):
    return subprocess.run(["curl", "-sS", *args], capture_output=True, text=True, check=True).stdout
