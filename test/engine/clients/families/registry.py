"""Model package groups, the packages in them, and algorithms."""

from kinds import Kind, call, image, s3, slug


def group():
    return {"ModelPackageGroupName": slug(), "ModelPackageGroupDescription": slug()}


def algorithm():
    channel = {"Name": "train", "SupportedContentTypes": ["text/csv"], "SupportedInputModes": ["File"]}
    specification = {"TrainingImage": image(), "SupportedTrainingInstanceTypes": ["ml.m5.large"], "TrainingChannels": [channel]}
    return {"AlgorithmName": slug(), "AlgorithmDescription": slug(), "TrainingSpecification": specification}


KINDS = [Kind("ModelPackageGroup", group, ["ModelPackageGroupName"]), Kind("Algorithm", algorithm, ["AlgorithmName"])]


def more():
    given = group()
    call("CreateModelPackageGroup", **given)
    inference = {"Containers": [{"Image": image(), "ModelDataUrl": s3()}], "SupportedContentTypes": ["text/csv"], "SupportedResponseMIMETypes": ["text/csv"]}
    name = given["ModelPackageGroupName"]
    arns = [call("CreateModelPackage", ModelPackageGroupName=name, InferenceSpecification=inference)["ModelPackageArn"] for _ in range(3)]
    assert [arn.split("/")[-1] for arn in arns] == ["1", "2", "3"]
    call("UpdateModelPackage", ModelPackageArn=arns[1], ModelApprovalStatus="Approved", ApprovalDescription="good")
    found = call("DescribeModelPackage", ModelPackageName=arns[1])
    assert (found["ModelApprovalStatus"], found["ApprovalDescription"], found["ModelPackageVersion"]) == ("Approved", "good", 2)
    approved = call("ListModelPackages", ModelPackageGroupName=name, ModelApprovalStatus="Approved")["ModelPackageSummaryList"]
    assert [row["ModelPackageArn"] for row in approved] == [arns[1]]
    call("DeleteModelPackage", ModelPackageName=arns[0])
    left = call("ListModelPackages", ModelPackageGroupName=name)["ModelPackageSummaryList"]
    assert sorted(row["ModelPackageArn"] for row in left) == arns[1:]
