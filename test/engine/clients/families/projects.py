"""Projects and code repositories."""

from kinds import ACCOUNT, REGION, Kind, slug


def project():
    details = {"ProductId": f"prod-{slug()}", "ProvisioningArtifactId": f"pa-{slug()}"}
    return {"ProjectName": slug(), "ProjectDescription": slug(), "ServiceCatalogProvisioningDetails": details}


def repository():
    return {"CodeRepositoryName": slug(), "GitConfig": {"RepositoryUrl": f"https://github.com/coverage/{slug()}", "Branch": slug()}}


def secret():
    return {"GitConfig": {"SecretArn": f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:AmazonSageMaker-{slug()}-AbCdEf"}}


KINDS = [
    Kind("Project", project, ["ProjectName"], update=lambda: {"ProjectDescription": slug()}),
    Kind("CodeRepository", repository, ["CodeRepositoryName"], lists="ListCodeRepositories", update=secret),
]
