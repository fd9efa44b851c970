"""Actions, artifacts and contexts, and what led to what."""

from kinds import Kind, call, s3, slug


def artifact():
    return {"ArtifactName": slug(), "Source": {"SourceUri": s3()}, "ArtifactType": slug(), "Properties": {slug(): slug()}}


def action():
    return {"ActionName": slug(), "Source": {"SourceUri": s3()}, "ActionType": slug(), "Description": slug()}


def context():
    return {"ContextName": slug(), "Source": {"SourceUri": s3()}, "ContextType": slug(), "Description": slug()}


KINDS = [
    Kind("Action", action, ["ActionName"], update=lambda: {"Description": slug(), "Status": "Completed"}),
    Kind("Artifact", artifact, ["ArtifactArn"], update=lambda: {"ArtifactName": slug()}),
    Kind("Context", context, ["ContextName"], update=lambda: {"Description": slug()}),
]


def more():
    data, model = (call("CreateArtifact", **artifact())["ArtifactArn"] for _ in range(2))
    call("AddAssociation", SourceArn=data, DestinationArn=model, AssociationType="ContributedTo")
    found = call("QueryLineage", StartArns=[data], Direction="Descendants", IncludeEdges=True)
    assert [edge["DestinationArn"] for edge in found["Edges"]] == [model], found
    call("DeleteAssociation", SourceArn=data, DestinationArn=model)
    assert call("ListAssociations", SourceArn=data)["AssociationSummaries"] == []
