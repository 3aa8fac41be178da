"""What a key may do, tried with boto3. Takes the S3 and IAM URLs, the key and its secret as JSON from OOS_TRY; answers outcomes as JSON."""

import json
import os

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

given = json.loads(os.environ["OOS_TRY"])
keys = {"aws_access_key_id": given["accessKeyId"], "aws_secret_access_key": given["secretAccessKey"]}
once = {"retries": {"max_attempts": 0}}
s3 = boto3.client(
    "s3",
    endpoint_url=given["s3"],
    region_name="cn",
    config=Config(
        **once,
        s3={"addressing_style": "path"},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    ),
    **keys,
)
iam = boto3.client("iam", endpoint_url=given["iam"], region_name="cn", config=Config(**once), **keys)
# The scope of IAM's signature is that of `sts`.
iam.meta.events.register("choose-signer.iam", lambda context, **_: context.setdefault("signing", {}).update(signing_name="sts", region="cn"))


def outcome(call, **params):
    try:
        call(**params)
        return "allowed"
    except ClientError as error:
        # botocore's IAM parser leaves a flat <Error> at the top.
        return error.response.get("Error", error.response)["Code"]


print(
    json.dumps(
        {
            "put": outcome(s3.put_object, Bucket=given["bucket"], Key="in/k", Body=b"v"),
            "get": outcome(s3.get_object, Bucket=given["bucket"], Key="in/k"),
            "list": outcome(s3.list_objects, Bucket=given["bucket"]),
            "delete": outcome(s3.delete_object, Bucket=given["bucket"], Key="in/k"),
            "elsewhere": outcome(s3.get_object, Bucket=given["otherBucket"], Key="k"),
            "createBucket": outcome(s3.create_bucket, Bucket="made-by-the-key"),
            "listUsers": outcome(iam.list_users),
        }
    )
)
