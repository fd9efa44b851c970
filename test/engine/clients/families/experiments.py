"""Experiments, trials and trial components."""

import time

import boto3
from kinds import Kind, call, s3, slug


def new_experiment():
    name = slug()
    call("CreateExperiment", ExperimentName=name)
    return name


def component():
    parameters = {slug(): {"NumberValue": 3.5}, slug(): {"StringValue": slug()}}
    return {"TrialComponentName": slug(), "DisplayName": slug(), "Parameters": parameters, "InputArtifacts": {"data": {"Value": s3()}}}


KINDS = [
    Kind("Experiment", lambda: {"ExperimentName": slug(), "Description": slug()}, ["ExperimentName"], update=lambda: {"Description": slug()}),
    Kind("Trial", lambda: {"TrialName": slug(), "ExperimentName": new_experiment()}, ["TrialName"], update=lambda: {"DisplayName": slug()}),
    Kind("TrialComponent", component, ["TrialComponentName"], update=lambda: {"DisplayName": slug(), "Status": {"PrimaryStatus": "Completed"}}),
]


def more():
    """What the Experiments SDK sends from training code."""
    name, metrics = slug(), boto3.client("sagemaker-metrics")
    arn = call("CreateTrialComponent", TrialComponentName=name)["TrialComponentArn"]
    data = [{"MetricName": "loss", "Timestamp": time.time(), "Step": step, "Value": 1 / (step + 1)} for step in range(3)]
    assert not metrics.batch_put_metrics(TrialComponentName=name, MetricData=data).get("Errors")
    query = {"MetricName": "loss", "ResourceArn": arn, "MetricStat": "Last", "Period": "IterationNumber", "XAxisType": "IterationNumber"}
    (result,) = metrics.batch_get_metrics(MetricQueries=[query])["MetricQueryResults"]
    assert (result["Status"], result["XAxisValues"], result["MetricValues"][1]) == ("Complete", [0, 1, 2], 0.5), result
    (summary,) = call("DescribeTrialComponent", TrialComponentName=name)["Metrics"]
    assert (summary["Count"], summary["Max"]) == (3, 1), summary
