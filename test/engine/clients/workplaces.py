"""Studio, notebook instances, MLflow, work teams and edge fleets with boto3, each answer held against botocore's model.

Prints one JSON line: the operations called, and what did not fit the model.
"""

import json
import time

import boto3

sagemaker = boto3.client("sagemaker")
role = "arn:aws:iam::000000000000:role/SageMaker"
called, misfits = [], []

TYPES = {
    "string": str,
    "integer": int,
    "long": int,
    "boolean": bool,
    "timestamp": (int, float),
    "float": (int, float),
    "double": (int, float),
    "list": list,
    "map": dict,
    "structure": dict,
}


def fits(shape, value, path):
    if not isinstance(value, TYPES.get(shape.type_name, object)):
        misfits.append(f"{path}: {value!r} is no {shape.type_name}")
    elif shape.type_name == "structure":
        misfits.extend(f"{path}.{name}: unknown" for name in value if name not in shape.members)
        misfits.extend(f"{path}.{name}: missing" for name in shape.required_members if name not in value)
        for name, member in shape.members.items():
            if name in value:
                fits(member, value[name], f"{path}.{name}")
    elif shape.type_name == "list":
        for index, item in enumerate(value):
            fits(shape.member, item, f"{path}[{index}]")
    elif getattr(shape, "enum", None) and value not in shape.enum:
        misfits.append(f"{path}: {value!r} is none of its values")


def check(operation_model, response_dict, **_):
    called.append(operation_model.name)
    body = response_dict["body"]
    if response_dict["status_code"] == 200 and operation_model.output_shape is not None and body:
        fits(operation_model.output_shape, json.loads(body), operation_model.name)


sagemaker.meta.events.register("before-parse.sagemaker.*", check)


def until(ask, member, status):
    while ask()[member] != status:
        time.sleep(0.05)


tags = [{"Key": "team", "Value": "birds"}]
domain = sagemaker.create_domain(
    DomainName="birds",
    AuthMode="IAM",
    DefaultUserSettings={"ExecutionRole": role},
    SubnetIds=["subnet-1"],
    VpcId="vpc-1",
    Tags=tags,
)["DomainArn"].split("/")[1]
until(lambda: sagemaker.describe_domain(DomainId=domain), "Status", "InService")
user = {"DomainId": domain, "UserProfileName": "ann"}
sagemaker.create_user_profile(**user)
until(lambda: sagemaker.describe_user_profile(**user), "Status", "InService")
app = {**user, "AppType": "JupyterServer", "AppName": "default"}
sagemaker.create_app(**app)
until(lambda: sagemaker.describe_app(**app), "Status", "InService")
for operation in ("list_domains", "list_user_profiles", "list_spaces", "list_apps"):
    getattr(sagemaker, operation)()
try:
    sagemaker.delete_user_profile(**user)
except sagemaker.exceptions.ResourceInUse:
    called.append("refused")
sagemaker.delete_app(**app)

book = {"NotebookInstanceName": "book"}
sagemaker.create_notebook_instance(**book, InstanceType="ml.t3.medium", RoleArn=role, Tags=tags)
fast = {"Delay": 1, "MaxAttempts": 20}
sagemaker.get_waiter("notebook_instance_in_service").wait(**book, WaiterConfig=fast)
sagemaker.stop_notebook_instance(**book)
sagemaker.get_waiter("notebook_instance_stopped").wait(**book, WaiterConfig=fast)
sagemaker.list_notebook_instances(StatusEquals="Stopped")
sagemaker.delete_notebook_instance(**book)
sagemaker.get_waiter("notebook_instance_deleted").wait(**book, WaiterConfig=fast)

server = {"TrackingServerName": "track"}
sagemaker.create_mlflow_tracking_server(**server, ArtifactStoreUri="s3://b/m", RoleArn=role)
until(lambda: sagemaker.describe_mlflow_tracking_server(**server), "TrackingServerStatus", "Created")
sagemaker.create_presigned_mlflow_tracking_server_url(**server)
sagemaker.list_mlflow_tracking_servers()
app = sagemaker.create_mlflow_app(Name="flow", ArtifactStoreUri="s3://b/m", RoleArn=role)["Arn"]
sagemaker.describe_mlflow_app(Arn=app)
sagemaker.list_mlflow_apps()

cognito = {"UserPool": "us-east-1_pool", "ClientId": "client"}
sagemaker.create_workforce(WorkforceName="default", CognitoConfig=cognito)
sagemaker.describe_workforce(WorkforceName="default")
member = {"CognitoMemberDefinition": {**cognito, "UserGroup": "labelers"}}
team = {"WorkteamName": "birders"}
arn = sagemaker.create_workteam(**team, MemberDefinitions=[member], Description="They know birds")["WorkteamArn"]
sagemaker.describe_workteam(**team)
sagemaker.list_workteams()
sagemaker.list_workforces()
sagemaker.create_labeling_job(
    LabelingJobName="label",
    LabelAttributeName="bird",
    InputConfig={"DataSource": {"S3DataSource": {"ManifestS3Uri": "s3://b/m"}}},
    OutputConfig={"S3OutputPath": "s3://b/o"},
    RoleArn=role,
    HumanTaskConfig={
        "WorkteamArn": arn,
        "UiConfig": {"UiTemplateS3Uri": "s3://b/t"},
        "TaskTitle": "Name it",
        "TaskDescription": "Name the bird",
        "NumberOfHumanWorkersPerDataObject": 1,
        "TaskTimeLimitInSeconds": 300,
    },
    Tags=tags,
)
until(lambda: sagemaker.describe_labeling_job(LabelingJobName="label"), "LabelingJobStatus", "Failed")
sagemaker.list_labeling_jobs()
sagemaker.list_labeling_jobs_for_workteam(WorkteamArn=arn)

fleet = {"DeviceFleetName": "cameras"}
sagemaker.create_device_fleet(**fleet, OutputConfig={"S3OutputLocation": "s3://b/e"}, EnableIotRoleAlias=True)
sagemaker.register_devices(**fleet, Devices=[{"DeviceName": f"cam-{n}"} for n in range(25)])
pages = sagemaker.get_paginator("list_devices").paginate(**fleet, PaginationConfig={"PageSize": 10})
devices = [device["DeviceName"] for page in pages for device in page["DeviceSummaries"]]
sagemaker.describe_device(**fleet, DeviceName="cam-7")
sagemaker.describe_device_fleet(**fleet)
sagemaker.get_device_fleet_report(**fleet)
sagemaker.list_device_fleets()

print(json.dumps({"called": called, "misfits": misfits, "devices": len(set(devices))}))
