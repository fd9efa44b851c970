"""Training jobs that run until they are stopped: of an image that this machine does not have, they fail and say so."""

from kinds import Kind, call, image, role, s3, slug


def job():
    return {
        "TrainingJobName": slug(),
        "RoleArn": role(),
        "AlgorithmSpecification": {"TrainingImage": image(), "TrainingInputMode": "File"},
        "OutputDataConfig": {"S3OutputPath": s3()},
        "ResourceConfig": {"InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 7},
        "StoppingCondition": {"MaxRuntimeInSeconds": 600},
        "HyperParameters": {slug(): slug()},
    }


KINDS = [Kind("TrainingJob", job, ["TrainingJobName"])]
