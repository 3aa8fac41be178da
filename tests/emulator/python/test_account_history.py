"""Events, log objects of trails and statistics through botocore's signer and boto3."""

import datetime
import gzip
import json
import urllib.parse
import urllib.request
import xml.etree.ElementTree as ElementTree

import pytest

TARGET = "cn.ctyunapi.oos-cn-cloudtrail.v20131101.CloudTrail_20131101."


@pytest.fixture
def trail(emulator):
    def call(action, **members):
        headers = {"Content-Type": "application/json", "X-Amz-Target": TARGET + action}
        status, _, text = emulator.signed("POST", f"{emulator.trail_url}/", json.dumps(members).encode(), headers, "cloudtrail")
        return status, json.loads(text) if text else {}

    return call


@pytest.fixture
def statistics(emulator):
    def call(action, **params):
        query = urllib.parse.urlencode({"Action": action, **params})
        status, _, text = emulator.signed("GET", f"{emulator.statistics_url}/?{query}")
        return status, ElementTree.fromstring(text)

    return call


def today():
    """The day in UTC+8."""
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=8)).strftime("%Y-%m-%d")


def test_events_as_the_guide_looks_them_up(emulator, trail, bucket):
    emulator.iam().create_user(UserName="history")
    emulator.iam().delete_user(UserName="history")
    milliseconds = int(datetime.datetime.now().timestamp() * 1000)
    # The guide's sample: times and numbers as texts, an attribute that is still empty.
    sample = {
        "StartTime": str(milliseconds - 5 * 24 * 60 * 60 * 1000),
        "EndTime": str(milliseconds + 60_000),
        "LookupAttributes": [{"AttributeKey": "", "AttributeValue": ""}],
        "MaxResults": "20",
    }
    status, found = trail("LookupEvents", **sample)
    assert status == 200 and [event["EventName"] for event in found["Events"][:2]] == ["DeleteUser", "CreateUser"]
    sample["LookupAttributes"] = [{"AttributeKey": "ResourceName", "AttributeValue": bucket}]
    status, found = trail("LookupEvents", **sample)
    assert [event["EventName"] for event in found["Events"]] == ["PutBucket"]
    event = json.loads(found["Events"][0]["CloudTrailEvent"])
    assert event["userAgent"].startswith("Boto3/") and event["sourceIPAddress"] == "127.0.0.1"
    assert trail("LookupEvents", LookupAttributes=sample["LookupAttributes"] * 2)[0] == 400


def test_a_trail_writes_gzipped_json(emulator, trail, s3, bucket):
    assert trail("CreateTrail", Name="history", S3BucketName=bucket, S3KeyPrefix="trails")[0] == 200
    assert trail("StartLogging", Name="history")[0] == 200
    emulator.iam().list_users()
    assert trail("StopLogging", Name="history")[0] == 200
    request = urllib.request.Request(f"{emulator.admin_url}/logs", method="POST")
    (written,) = json.load(urllib.request.urlopen(request))["written"]
    key = written.removeprefix(f"{bucket}/")
    assert key.startswith("trails/") and key.endswith(".json.gz")
    answer = s3.get_object(Bucket=bucket, Key=key)
    assert answer["ContentEncoding"] == "gzip"
    records = json.loads(gzip.decompress(answer["Body"].read()))["Records"]
    assert [record["eventName"] for record in records] == ["StartLogging", "ListUsers"]
    assert "LatestDeliveryTime" in trail("GetTrailStatus", Name="history")[1]
    assert trail("DeleteTrail", Name="history")[0] == 200


def test_statistics_as_the_guide_asks_for_them(emulator, statistics, s3, bucket):
    s3.put_object(Bucket=bucket, Key="k", Body=b"x" * 1000)
    s3.get_object(Bucket=bucket, Key="k")["Body"].read()
    days = {"BeginDate": today(), "EndDate": today(), "Bucket": bucket}
    network = {"InternetType": "all"}

    def number(action, path, **params):
        status, root = statistics(action, **days, **params)
        assert (status, root.findtext("TimeZone")) == (200, "UTC +0800")
        # The last sample: a test may begin in one hour and end in the next.
        return [int(element.text) for element in root.findall(f"Statistics/{path}")][-1]

    assert number("GetCapacity", "Standard/Capacity/Capacity", Freq="byDay") == 1000
    assert number("GetDeleteCapacity", "Standard/DeleteCapacity/DeleteCapacity", Freq="byDay") == 0
    traffics = {"InOutType": "all", "TrafficsType": "all", **network}
    assert number("GetTraffics", "Standard/Traffics/Upload", Freq="byDay", **traffics) == 1000
    assert number("GetTraffics", "Standard/Traffics/Download", Freq="byDay", **traffics) == 1000
    assert number("GetRequests", "Standard/Requests/GetRequest", Freq="byDay", RequestsType="all", **network) == 1
    codes = {"RequestsType": "all", "ResponseType": "all", **network}
    assert number("GetReturnCode", "Standard/ReturnCode/Response200", Freq="byDay", **codes) == 2
    status, root = statistics("GetConcurrentConnection", **days, Freq="by5min", **network)
    assert status == 200 and max(int(element.text) for element in root.iter("ConcurrentConnection")) == 1
    status, root = statistics("GetUsage", **days, Freq="byDay")
    assert status == 200 and [element.text for element in root.findall("Region/Data/Upload")] == ["1000"]
    status, root = statistics("GetBilledStorageUsage", **days, Freq="byDay", StorageClass="STANDARAD")
    assert status == 200 and root.findtext("Statistics/Standard/BilledStorage/BilledStorageUsage") == "1000"
    now = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=8)
    begin = now - datetime.timedelta(minutes=now.minute % 5 + 5)
    minutes = {"BeginDate": begin.strftime("%Y-%m-%d-%H-%M"), "EndDate": begin.strftime("%Y-%m-%d-%H-%M")}
    status, root = statistics("GetBandwidth", **minutes, Bucket=bucket)
    assert status == 200 and root.findtext("Region/Data/UploadBW") == "0"
    assert statistics("GetCapacity", **days, Freq="by5min")[0] == 400
