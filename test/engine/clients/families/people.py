"""Ground Truth and human review: work teams, task templates and flow definitions."""

from kinds import Kind, call, role, s3, settled, slug

POOL = {"UserPool": "us-east-1_Coverage1", "ClientId": "coverage"}


def team():
    if not call("ListWorkforces")["Workforces"]:
        call("CreateWorkforce", WorkforceName="coverage", CognitoConfig=POOL)
    return {"WorkteamName": slug(), "MemberDefinitions": [{"CognitoMemberDefinition": {**POOL, "UserGroup": slug()}}], "Description": slug()}


def template():
    return {"HumanTaskUiName": slug(), "UiTemplate": {"Content": f"<p>{slug()}</p>"}}


def flow():
    loop = {
        "WorkteamArn": call("CreateWorkteam", **team())["WorkteamArn"],
        "HumanTaskUiArn": call("CreateHumanTaskUi", **template())["HumanTaskUiArn"],
        "TaskTitle": slug(),
        "TaskDescription": slug(),
        "TaskCount": 1,
    }
    return {"FlowDefinitionName": slug(), "OutputConfig": {"S3OutputPath": s3()}, "RoleArn": role(), "HumanLoopConfig": loop}


KINDS = [
    Kind("HumanTaskUi", template, ["HumanTaskUiName"], shows={"UiTemplate": None}),
    Kind("FlowDefinition", flow, ["FlowDefinitionName"]),
]


def more():
    given = team()
    name = given["WorkteamName"]
    call("CreateWorkteam", **given)
    call("UpdateWorkteam", WorkteamName=name, Description="renamed")
    assert call("DescribeWorkteam", WorkteamName=name)["Workteam"]["Description"] == "renamed"
    assert [row["WorkteamName"] for row in call("ListWorkteams", NameContains=name[2:])["Workteams"]] == [name]
    assert call("DeleteWorkteam", WorkteamName=name)["Success"] is True
    assert call("ListWorkteams", NameContains=name)["Workteams"] == []
