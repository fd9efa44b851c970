"""Jobs beside training: they are checked as AWS checks them, and fail saying that this machine does not run them yet."""

from hosting import new_model
from kinds import Kind, call, image, role, s3, settled, slug

STOP = {"MaxRuntimeInSeconds": 600}


def data():
    return {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": s3()}}


def processing():
    cluster = {"InstanceCount": 1, "InstanceType": "ml.m5.large", "VolumeSizeInGB": 7}
    return {"ProcessingJobName": slug(), "ProcessingResources": {"ClusterConfig": cluster}, "AppSpecification": {"ImageUri": image()}, "RoleArn": role()}


def transform():
    return {
        "TransformJobName": slug(),
        "ModelName": new_model(),
        "TransformInput": {"DataSource": data()},
        "TransformOutput": {"S3OutputPath": s3()},
        "TransformResources": {"InstanceType": "ml.m5.large", "InstanceCount": 1},
    }


def compilation():
    return {
        "CompilationJobName": slug(),
        "RoleArn": role(),
        "InputConfig": {"S3Uri": s3(), "Framework": "PYTORCH", "DataInputConfig": '{"input0":[1,3,224,224]}'},
        "OutputConfig": {"S3OutputLocation": s3(), "TargetDevice": "ml_m5"},
        "StoppingCondition": STOP,
    }


def automl():
    channel = {"DataSource": data(), "TargetAttributeName": slug()}
    return {"AutoMLJobName": slug(), "InputDataConfig": [channel], "OutputDataConfig": {"S3OutputPath": s3()}, "RoleArn": role()}


KINDS = [
    Kind("ProcessingJob", processing, ["ProcessingJobName"]),
    Kind("TransformJob", transform, ["TransformJobName"]),
    Kind("CompilationJob", compilation, ["CompilationJobName"]),
    Kind("AutoMLJob", automl, ["AutoMLJobName"]),
]


def more():
    given = processing()
    call("CreateProcessingJob", **given)
    named = {"ProcessingJobName": given["ProcessingJobName"]}
    call("StopProcessingJob", **named)
    assert settled(named, "ProcessingJob")["ProcessingJobStatus"] == "Stopped"
