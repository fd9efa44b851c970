"""Notebook instances and their lifecycle configurations."""

import base64

from kinds import Kind, call, role, settled, slug


def script():
    return [{"Content": base64.b64encode(f"echo {slug()}".encode()).decode()}]


def stop(known):
    named = {"NotebookInstanceName": known["NotebookInstanceName"]}
    call("StopNotebookInstance", **named)
    assert settled(named, "NotebookInstance")["NotebookInstanceStatus"] == "Stopped"


def instance():
    return {"NotebookInstanceName": slug(), "InstanceType": "ml.t3.medium", "RoleArn": role(), "VolumeSizeInGB": 9}


KINDS = [
    Kind("NotebookInstance", instance, ["NotebookInstanceName"], before_delete=stop),
    Kind(
        "NotebookInstanceLifecycleConfig",
        lambda: {"NotebookInstanceLifecycleConfigName": slug(), "OnCreate": script()},
        ["NotebookInstanceLifecycleConfigName"],
        update=lambda: {"OnStart": script()},
    ),
]
