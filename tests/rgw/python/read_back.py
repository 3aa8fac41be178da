"""What boto3 sees of the buckets and topics of a gateway. Takes the URL, a key and the buckets as JSON from RGW_LOOK; answers JSON."""

import json
import os

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

given = json.loads(os.environ["RGW_LOOK"])
common = {
    "endpoint_url": given["endpoint"],
    "region_name": "default",
    "aws_access_key_id": given["accessKeyId"],
    "aws_secret_access_key": given["secretAccessKey"],
}
s3 = boto3.client(
    "s3",
    config=Config(
        retries={"max_attempts": 0},
        s3={"addressing_style": "path"},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    ),
    **common,
)
sns = boto3.client("sns", config=Config(retries={"max_attempts": 0}), **common)

READS = {
    "acl": s3.get_bucket_acl,
    "cors": s3.get_bucket_cors,
    "lifecycle": s3.get_bucket_lifecycle_configuration,
    "lock": s3.get_object_lock_configuration,
    "notifications": s3.get_bucket_notification_configuration,
    "policy": s3.get_bucket_policy,
    "tags": s3.get_bucket_tagging,
    "versioning": s3.get_bucket_versioning,
    "website": s3.get_bucket_website,
}


def seen(call, **params):
    try:
        answer = call(**params)
    except ClientError as error:
        return error.response["Error"]["Code"]
    answer.pop("ResponseMetadata")
    return answer


topics = [topic["TopicArn"] for topic in sns.list_topics()["Topics"]]
print(
    json.dumps(
        {
            "buckets": {name: {what: seen(call, Bucket=name) for what, call in READS.items()} for name in given["buckets"]},
            "names": [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]],
            "topics": {arn: sns.get_topic_attributes(TopicArn=arn)["Attributes"] for arn in topics},
        },
        default=str,
    )
)
