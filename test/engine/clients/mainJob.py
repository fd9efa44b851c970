"""The main job with boto3: sources and data to S3, train, follow the log, deploy, invoke. Prints one JSON line."""

import io
import json
import pathlib
import sys
import tarfile
import time

import boto3

sample = pathlib.Path(sys.argv[1])
sagemaker, s3, logs = (boto3.client(name) for name in ("sagemaker", "s3", "logs"))
runtime = boto3.client("sagemaker-runtime")

bucket, job = "boto3-main-job", "boto3-penguins"
s3.create_bucket(Bucket=bucket)
archive = io.BytesIO()
with tarfile.open(fileobj=archive, mode="w:gz") as tar:
    for name in ("train.py", "inference.py"):
        tar.add(sample / name, arcname=name)
s3.put_object(Bucket=bucket, Key="source/sourcedir.tar.gz", Body=archive.getvalue())
s3.upload_file(str(sample / "data" / "penguins.csv"), bucket, "data/penguins.csv")

role = "arn:aws:iam::000000000000:role/SageMaker"
image = "sagemaker-local/python:3"
sagemaker.create_training_job(
    TrainingJobName=job,
    RoleArn=role,
    AlgorithmSpecification={
        "TrainingImage": image,
        "TrainingInputMode": "File",
        "MetricDefinitions": [{"Name": "validation:accuracy", "Regex": r"validation_accuracy=([0-9.]+)"}],
    },
    HyperParameters={
        "sagemaker_program": json.dumps("train.py"),
        "sagemaker_submit_directory": json.dumps(f"s3://{bucket}/source/sourcedir.tar.gz"),
        "epochs": "40",
    },
    InputDataConfig=[
        {
            "ChannelName": "train",
            "DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": f"s3://{bucket}/data/"}},
        }
    ],
    OutputDataConfig={"S3OutputPath": f"s3://{bucket}/out"},
    ResourceConfig={"InstanceType": "ml.g5.xlarge", "InstanceCount": 1, "VolumeSizeInGB": 1},
    StoppingCondition={"MaxRuntimeInSeconds": 300},
)
sagemaker.get_waiter("training_job_completed_or_stopped").wait(
    TrainingJobName=job, WaiterConfig={"Delay": 1, "MaxAttempts": 120}
)
described = sagemaker.describe_training_job(TrainingJobName=job)
group = "/aws/sagemaker/TrainingJobs"
streams = logs.describe_log_streams(logGroupName=group, logStreamNamePrefix=f"{job}/")["logStreams"]
events = logs.get_log_events(
    logGroupName=group, logStreamName=streams[0]["logStreamName"], startFromHead=True
)["events"]

sagemaker.create_model(
    ModelName=job,
    ExecutionRoleArn=role,
    PrimaryContainer={"Image": image, "ModelDataUrl": described["ModelArtifacts"]["S3ModelArtifacts"]},
)
sagemaker.create_endpoint_config(
    EndpointConfigName=job,
    ProductionVariants=[
        {"VariantName": "AllTraffic", "ModelName": job, "InstanceType": "ml.m5.large", "InitialInstanceCount": 1}
    ],
)
sagemaker.create_endpoint(EndpointName=job, EndpointConfigName=job)
sagemaker.get_waiter("endpoint_in_service").wait(
    EndpointName=job, WaiterConfig={"Delay": 1, "MaxAttempts": 120}
)
payload = next((sample / "payloads").glob("*.json")).read_bytes()
started = time.time()
answer = runtime.invoke_endpoint(EndpointName=job, ContentType="application/json", Body=payload)
print(
    json.dumps(
        {
            "status": described["TrainingJobStatus"],
            "secondary": [t["Status"] for t in described["SecondaryStatusTransitions"]],
            "metrics": {m["MetricName"]: m["Value"] for m in described["FinalMetricDataList"]},
            "epochs": sum("validation_accuracy=" in e["message"] for e in events),
            "answer": answer["Body"].read().decode(),
            "seconds": time.time() - started,
        }
    )
)
sagemaker.delete_endpoint(EndpointName=job)
