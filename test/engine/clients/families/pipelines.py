"""Pipelines, their versions and executions."""

import json

from kinds import Kind, call, role, slug


def definition():
    step = {"Name": "Stop", "Type": "Fail", "Arguments": {"ErrorMessage": slug()}}
    return json.dumps({"Version": "2020-12-01", "Parameters": [{"Name": "Word", "Type": "String", "DefaultValue": "none"}], "Steps": [step]})


def pipeline():
    return {"PipelineName": slug(), "PipelineDescription": slug(), "PipelineDefinition": definition(), "RoleArn": role(), "ClientRequestToken": slug() * 4}


KINDS = [
    Kind("Pipeline", pipeline, ["PipelineName"], shows={"ClientRequestToken": None}, update=lambda: {"PipelineDefinition": definition(), "PipelineDescription": slug()}),
]


def more():
    given = pipeline()
    call("CreatePipeline", **given)
    started = call("StartPipelineExecution", PipelineName=given["PipelineName"], PipelineParameters=[{"Name": "Word", "Value": "given"}], ClientRequestToken=slug() * 4)
    execution = {"PipelineExecutionArn": started["PipelineExecutionArn"]}
    parameters = call("ListPipelineParametersForExecution", **execution)["PipelineParameters"]
    assert parameters == [{"Name": "Word", "Value": "given"}], parameters
    listed = call("ListPipelineExecutions", PipelineName=given["PipelineName"])["PipelineExecutionSummaries"]
    assert [row["PipelineExecutionArn"] for row in listed] == [started["PipelineExecutionArn"]]
