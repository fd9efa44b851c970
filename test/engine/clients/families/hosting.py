"""Models and endpoint configurations; endpoints that serve are in ../mainJob.py."""

from kinds import Kind, call, image, role, s3, slug


def model():
    return {"ModelName": slug(), "ExecutionRoleArn": role(), "PrimaryContainer": {"Image": image(), "ModelDataUrl": s3(), "Environment": {slug(): slug()}}}


def new_model():
    given = model()
    call("CreateModel", **given)
    return given["ModelName"]


def config():
    variant = {"VariantName": "all", "ModelName": new_model(), "InstanceType": "ml.m5.large", "InitialInstanceCount": 1}
    return {"EndpointConfigName": slug(), "ProductionVariants": [variant]}


def new_endpoint():
    given, name = config(), slug()
    call("CreateEndpointConfig", **given)
    call("CreateEndpoint", EndpointName=name, EndpointConfigName=given["EndpointConfigName"])
    return name


KINDS = [Kind("Model", model, ["ModelName"]), Kind("EndpointConfig", config, ["EndpointConfigName"])]
