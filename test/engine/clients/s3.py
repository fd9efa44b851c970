"""boto3, unmodified, against the engine's S3. Fails loudly; prints one JSON line of what it saw when all holds."""

import hashlib
import io
import json
import os
import sys
import urllib.request

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.exceptions import ClientError

BUCKET = sys.argv[1]
KEYS = ["plain", "with space", "größe/日本語/🙂", "../up", "a//b", "plus+percent%20", "tail/", "<&>'\""]
MIB = 1024 * 1024

# Nothing but the environment says where S3 is; presigned URLs are asked for in Signature Version 4, as every region but
# the oldest wants them.
s3 = boto3.client("s3")
signer = boto3.client("s3", config=boto3.session.Config(signature_version="s3v4"))


def code_of(call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        return error.response["Error"]["Code"]
    raise AssertionError(f"{call.__name__} did not fail")


s3.create_bucket(Bucket=BUCKET)
assert code_of(s3.head_object, Bucket=BUCKET, Key="none") == "404"
assert code_of(s3.get_object, Bucket=BUCKET, Key="none") == "NoSuchKey"
assert code_of(s3.get_bucket_cors, Bucket=BUCKET) == "NoSuchCORSConfiguration"
assert code_of(s3.get_bucket_tagging, Bucket=BUCKET) == "NoSuchTagSet"
assert code_of(s3.put_bucket_versioning, Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"}) == "NotImplemented"
assert s3.get_bucket_location(Bucket=BUCKET)["LocationConstraint"] is None
assert s3.get_bucket_acl(Bucket=BUCKET)["Grants"][0]["Permission"] == "FULL_CONTROL"

for key in KEYS:
    s3.put_object(Bucket=BUCKET, Key=key, Body=key.encode(), Metadata={"n": "1"})
    found = s3.get_object(Bucket=BUCKET, Key=key)
    assert found["Body"].read() == key.encode() and found["Metadata"] == {"n": "1"}, key
listed = [item["Key"] for page in s3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, PaginationConfig={"PageSize": 3}) for item in page["Contents"]]
assert listed == sorted(KEYS, key=str.encode), listed
first_version = [item["Key"] for page in s3.get_paginator("list_objects").paginate(Bucket=BUCKET, PaginationConfig={"PageSize": 3}) for item in page["Contents"]]
assert first_version == listed, first_version
versions = s3.list_object_versions(Bucket=BUCKET)["Versions"]
assert [item["Key"] for item in versions] == listed, versions

large = os.urandom(21 * MIB)
s3.upload_fileobj(io.BytesIO(large), BUCKET, "large", Config=TransferConfig(multipart_threshold=8 * MIB, multipart_chunksize=8 * MIB))
head = s3.head_object(Bucket=BUCKET, Key="large", ChecksumMode="ENABLED")
assert head["ETag"].endswith('-3"'), head
back = io.BytesIO()
s3.download_fileobj(BUCKET, "large", back)
assert hashlib.sha256(back.getvalue()).digest() == hashlib.sha256(large).digest()
s3.copy({"Bucket": BUCKET, "Key": "large"}, BUCKET, "copy of large", Config=TransferConfig(multipart_threshold=8 * MIB, multipart_chunksize=8 * MIB))
assert s3.get_object(Bucket=BUCKET, Key="copy of large", Range="bytes=100-199")["Body"].read() == large[100:200]

url = signer.generate_presigned_url("get_object", Params={"Bucket": BUCKET, "Key": KEYS[2]}, ExpiresIn=60)
with urllib.request.urlopen(url) as answer:
    assert answer.read() == KEYS[2].encode()
put_url = signer.generate_presigned_url("put_object", Params={"Bucket": BUCKET, "Key": "signed put"}, ExpiresIn=60)
with urllib.request.urlopen(urllib.request.Request(put_url, data=b"by url", method="PUT")) as answer:
    assert answer.status == 200

deleted = s3.delete_objects(Bucket=BUCKET, Delete={"Objects": [{"Key": key} for key in KEYS]})["Deleted"]
assert len(deleted) == len(KEYS)
for key in ["large", "copy of large", "signed put"]:
    s3.delete_object(Bucket=BUCKET, Key=key)
s3.delete_bucket(Bucket=BUCKET)
print(json.dumps({"boto3": boto3.__version__, "checksum": head.get("ChecksumCRC32"), "type": head.get("ChecksumType")}))
