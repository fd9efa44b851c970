"""boto3 with the services beside SageMaker; prints what it saw as JSON. Every answer is held against botocore's model."""

import datetime
import json

import boto3
from botocore.config import Config


def check(shape, value, where):
    """Fails for required members that are missing, and for times that are none."""
    if shape.type_name == "structure":
        for name in shape.required_members:
            assert name in value, f"{where}.{name} is missing"
        for name, member in shape.members.items():
            if name in value:
                check(member, value[name], f"{where}.{name}")
    elif shape.type_name == "list":
        for item in value:
            check(shape.member, item, where)
    elif shape.type_name == "timestamp":
        assert isinstance(value, datetime.datetime), where


sent = []


def client(name, **options):
    made = boto3.client(name, config=Config(retries={"max_attempts": 0}), **options)

    def checked(parsed, model, **_):
        if model.output_shape is not None and "Error" not in parsed:
            check(model.output_shape, parsed, model.name)

    def seen(request, **_):
        sent.append((request.headers.get("Content-Type"), request.headers.get("Content-Encoding")))

    made.meta.events.register("after-call", checked)
    made.meta.events.register("before-send", seen)
    return made


def code_of(call, **arguments):
    try:
        call(**arguments)
    except Exception as error:  # noqa: BLE001
        return error.response["Error"]["Code"]
    return None


out = {}
now = datetime.datetime.now(datetime.timezone.utc).replace(second=0, microsecond=0)
window = {"StartTime": now - datetime.timedelta(minutes=10), "EndTime": now + datetime.timedelta(minutes=10)}

cloudwatch = client("cloudwatch")
data = [
    {"MetricName": "many", "Dimensions": [{"Name": "n", "Value": "v"}], "Timestamp": now, "Value": float(i)}
    for i in range(1000)
]
cloudwatch.put_metric_data(Namespace="Boto", MetricData=data)
out["encoding"] = sent[-1][1].decode() if isinstance(sent[-1][1], bytes) else sent[-1][1]
metric = {"Namespace": "Boto", "MetricName": "many", "Dimensions": [{"Name": "n", "Value": "v"}]}
query = {"Id": "q", "MetricStat": {"Metric": metric, "Period": 60, "Stat": "Average"}}
found = cloudwatch.get_metric_data(MetricDataQueries=[query], **window)["MetricDataResults"][0]
out["average"] = [found["Values"], found["Timestamps"] == [now]]
points = cloudwatch.get_metric_statistics(
    **metric, **window, Period=60, Statistics=["Maximum"], ExtendedStatistics=["p90"]
)["Datapoints"]
out["points"] = [[p["Maximum"], p["ExtendedStatistics"]["p90"], p["Unit"]] for p in points]
out["listed"] = [m["MetricName"] for m in cloudwatch.list_metrics(Namespace="Boto")["Metrics"]]
out["badPeriod"] = code_of(
    cloudwatch.get_metric_statistics, **metric, **window, Period=61, Statistics=["Sum"]
)

iam = client("iam")
trust = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Principal": {"AWS": "*", "Service": "sagemaker.amazonaws.com"}, "Action": "sts:AssumeRole"}
    ],
}
for i in range(5):
    iam.create_role(RoleName=f"boto-{i}", Path="/boto/", AssumeRolePolicyDocument=json.dumps(trust))
pages = iam.get_paginator("list_roles").paginate(PathPrefix="/boto/", PaginationConfig={"PageSize": 2})
out["roles"] = [role["RoleName"] for page in pages for role in page["Roles"]]
role = iam.get_role(RoleName="boto-0")["Role"]
out["trust"] = role["AssumeRolePolicyDocument"] == trust
out["noRole"] = code_of(iam.get_role, RoleName="none")
out["taken"] = code_of(iam.create_role, RoleName="boto-0", AssumeRolePolicyDocument=json.dumps(trust))
out["user"] = iam.get_user()["User"]["UserName"]

credentials = client("sts").assume_role(RoleArn=role["Arn"], RoleSessionName="boto")["Credentials"]
keys = {
    "aws_access_key_id": credentials["AccessKeyId"],
    "aws_secret_access_key": credentials["SecretAccessKey"],
    "aws_session_token": credentials["SessionToken"],
}
out["caller"] = client("sts", **keys).get_caller_identity()["Arn"]
s3 = boto3.client("s3", **keys)
s3.create_bucket(Bucket="assumed")
s3.put_object(Bucket="assumed", Key="k", Body=b"content")
# A presigned URL of boto3's default version, with the token of temporary keys.
out["presigned"] = s3.generate_presigned_url("get_object", Params={"Bucket": "assumed", "Key": "k"})

quotas = client("service-quotas")
pages = quotas.get_paginator("list_service_quotas").paginate(ServiceCode="sagemaker")
named = {q["QuotaName"]: q for page in pages for q in page["Quotas"]}
out["quota"] = named["ml.g5.xlarge for training job usage"]["QuotaArn"]
out["noQuota"] = code_of(quotas.get_service_quota, ServiceCode="sagemaker", QuotaCode="none")

scaling = client("application-autoscaling")
out["targets"] = scaling.describe_scalable_targets(ServiceNamespace="sagemaker")["ScalableTargets"]
out["noVariant"] = code_of(
    scaling.register_scalable_target,
    ServiceNamespace="sagemaker",
    ResourceId="endpoint/none/variant/none",
    ScalableDimension="sagemaker:variant:DesiredInstanceCount",
    MinCapacity=1,
    MaxCapacity=2,
)

ecr = client("ecr")
pages = ecr.get_paginator("describe_repositories").paginate(PaginationConfig={"PageSize": 3})
out["repositories"] = [r["repositoryName"] for page in pages for r in page["repositories"]]
out["images"] = ecr.describe_images(repositoryName="sagemaker-local/python")["imageDetails"][0]["imageTags"]
out["noRepository"] = code_of(ecr.list_images, repositoryName="none")
print(json.dumps(out))
