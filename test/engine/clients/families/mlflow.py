"""MLflow's tracking servers and apps, and partners' apps."""

from kinds import Kind, role, s3, slug


def server():
    return {"TrackingServerName": slug(), "ArtifactStoreUri": s3(), "RoleArn": role(), "TrackingServerSize": "Small"}


def app():
    return {"Name": slug(), "ArtifactStoreUri": s3(), "RoleArn": role()}


def partner_app():
    return {"Name": slug(), "Type": "comet", "ExecutionRoleArn": role(), "Tier": "small", "AuthType": "IAM", "ApplicationConfig": {"AdminUsers": [slug()]}}


KINDS = [
    Kind("MlflowTrackingServer", server, ["TrackingServerName"], update=lambda: {"ArtifactStoreUri": s3(), "TrackingServerSize": "Medium"}),
    Kind("MlflowApp", app, ["Arn"], update=lambda: {"ArtifactStoreUri": s3()}),
    Kind("PartnerApp", partner_app, ["Arn"], update=lambda: {"Tier": "medium"}),
]
