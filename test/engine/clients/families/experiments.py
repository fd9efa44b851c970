"""Experiments, trials and trial components."""

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
