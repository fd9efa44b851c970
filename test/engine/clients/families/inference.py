"""Inference components, on an endpoint that takes them."""

from hosting import new_model
from kinds import Kind, call, role, settled, slug


def component():
    config, endpoint = slug(), slug()
    variant = {"VariantName": "all", "InstanceType": "ml.m5.large", "InitialInstanceCount": 1}
    call("CreateEndpointConfig", EndpointConfigName=config, ExecutionRoleArn=role(), ProductionVariants=[variant])
    call("CreateEndpoint", EndpointName=endpoint, EndpointConfigName=config)
    settled({"EndpointName": endpoint}, "Endpoint")
    needs = {"NumberOfCpuCoresRequired": 1, "MinMemoryRequiredInMb": 200}
    specification = {"ModelName": new_model(), "ComputeResourceRequirements": needs}
    return {"InferenceComponentName": slug(), "EndpointName": endpoint, "VariantName": "all", "Specification": specification, "RuntimeConfig": {"CopyCount": 1}}


KINDS = [Kind("InferenceComponent", component, ["InferenceComponentName"], shows={"RuntimeConfig": None, "Specification": None})]
