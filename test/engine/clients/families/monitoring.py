"""Model Monitor: definitions of its jobs, and schedules for them."""

from hosting import new_endpoint
from kinds import Kind, call, image, role, s3, slug

RESOURCES = {"ClusterConfig": {"InstanceCount": 1, "InstanceType": "ml.m5.large", "VolumeSizeInGB": 20}}


def definition():
    return {
        "JobDefinitionName": slug(),
        "DataQualityAppSpecification": {"ImageUri": image()},
        "DataQualityJobInput": {"EndpointInput": {"EndpointName": new_endpoint(), "LocalPath": "/opt/ml/processing/input"}},
        "DataQualityJobOutputConfig": {"MonitoringOutputs": [{"S3Output": {"S3Uri": s3(), "LocalPath": "/opt/ml/processing/output"}}]},
        "JobResources": RESOURCES,
        "RoleArn": role(),
    }


def config(expression):
    given = definition()
    call("CreateDataQualityJobDefinition", **given)
    return {"ScheduleConfig": {"ScheduleExpression": expression}, "MonitoringJobDefinitionName": given["JobDefinitionName"], "MonitoringType": "DataQuality"}


def schedule():
    return {"MonitoringScheduleName": slug(), "MonitoringScheduleConfig": config("cron(0 * ? * * *)")}


KINDS = [
    Kind("DataQualityJobDefinition", definition, ["JobDefinitionName"], row="MonitoringJobDefinitionName", also={"MonitoringJobDefinitionName": "JobDefinitionName"}),
    Kind("MonitoringSchedule", schedule, ["MonitoringScheduleName"], update=lambda: {"MonitoringScheduleConfig": config("cron(0 5 ? * * *)")}),
]
