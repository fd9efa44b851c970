"""HyperPod clusters, and the quotas and schedulers on them."""

import functools

from kinds import ACCOUNT, REGION, Kind, call, role, settled, slug


def cluster():
    group = {
        "InstanceGroupName": "workers",
        "InstanceType": "ml.m5.large",
        "InstanceCount": 1,
        "ExecutionRole": role(),
        "LifeCycleConfig": {"SourceS3Uri": "s3://sagemaker-coverage/scripts", "OnCreate": "on_create.sh"},
    }
    return {
        "ClusterName": slug(),
        "InstanceGroups": [group],
        "Orchestrator": {"Eks": {"ClusterArn": f"arn:aws:eks:{REGION}:{ACCOUNT}:cluster/{slug()}"}},
        "VpcConfig": {"SecurityGroupIds": ["sg-0123456789abcdef0"], "Subnets": ["subnet-0123456789abcdef0"]},
    }


def new_cluster():
    given = cluster()
    arn = call("CreateCluster", **given)["ClusterArn"]
    settled({"ClusterName": given["ClusterName"]}, "Cluster")
    return arn


def quota():
    resources = {"ComputeQuotaResources": [{"InstanceType": "ml.m5.large", "Count": 2}], "ResourceSharingConfig": {"Strategy": "Lend"}}
    return {"Name": slug(), "ClusterArn": new_cluster(), "ComputeQuotaConfig": resources, "ComputeQuotaTarget": {"TeamName": slug()}, "Description": slug()}


KINDS = [
    Kind("Cluster", cluster, ["ClusterName"], shows={"InstanceGroups": None}),
    Kind("ComputeQuota", quota, ["ComputeQuotaId"], contains="Name", update=lambda: {"TargetVersion": 1, "Description": slug()}),
]
