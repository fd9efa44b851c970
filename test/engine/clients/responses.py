"""Holds recorded answers of SageMaker's control plane against botocore's service model, which is not the SDK's that made them.

Reads a file of JSON lines, {"operation", "status", "body"}; prints one JSON document: how much was checked, "problems"
(unknown members, missing required ones, wrong types, times that are no numbers, values outside their enumeration) and
"warnings" (error codes that the operation does not declare), each with how often it was seen.
"""

import collections
import json
import sys

import botocore.session

COMMON = {"ValidationException", "UnknownOperationException", "SerializationException", "ThrottlingException", "AccessDeniedException"}
# AWS's model requires these, and AWS leaves them out: the token when there is no further page, the model until it is made.
LEFT_OUT = {"NextToken"}
LATER = {("DescribeTrainingJob", "ModelArtifacts")}

model = botocore.session.get_session().get_service_model("sagemaker")
problems, warnings = collections.Counter(), collections.Counter()


def check(operation, shape, value, path):
    def problem(words):
        problems[f"{operation}: {path or 'the answer'} {words}"] += 1

    kind = shape.type_name
    if value is None:
        problem("is null")
    elif kind == "structure":
        structure(operation, shape, value, path, problem)
    elif kind == "list":
        if not isinstance(value, list):
            return problem(f"is {value!r}, not a list")
        for item in value:
            check(operation, shape.member, item, f"{path}[]")
    elif kind == "map":
        if not isinstance(value, dict):
            return problem(f"is {value!r}, not a map")
        for key, item in value.items():
            check(operation, shape.key, key, f"{path}.key")
            check(operation, shape.value, item, f"{path}.value")
    elif kind == "string":
        if not isinstance(value, str):
            return problem(f"is {value!r}, not a string")
        if shape.enum and value not in shape.enum:
            problem(f"is {value!r}, not one of {', '.join(shape.enum[:8])} …")
    elif kind == "boolean":
        if not isinstance(value, bool):
            problem(f"is {value!r}, not a boolean")
    elif kind in ("integer", "long"):
        if not isinstance(value, int) or isinstance(value, bool):
            problem(f"is {value!r}, not a whole number")
    elif kind in ("float", "double", "timestamp"):
        if not isinstance(value, (int, float)) or isinstance(value, bool):
            problem(f"is {value!r}, not a number")
        elif kind == "timestamp" and not 1e9 < value < 1e10:
            problem(f"is {value!r}, no time in seconds of this age")
    elif not isinstance(value, str):
        problem(f"is {value!r}, not {kind}")


def structure(operation, shape, value, path, problem):
    if not isinstance(value, dict):
        return problem(f"is {value!r}, not an object")
    for name in value.keys() - shape.members.keys():
        problem(f"has the unknown member {name}")
    for name in shape.required_members:
        if name not in value and name not in LEFT_OUT and (operation, name) not in LATER:
            problem(f"lacks the required member {name}")
    if getattr(shape, "is_tagged_union", False) and len(value) != 1:
        problem(f"is a union with {len(value)} members")
    for name, item in value.items():
        if name in shape.members:
            check(operation, shape.members[name], item, f"{path}.{name}" if path else name)


def error(operation, body):
    code = body.get("__type")
    if not isinstance(code, str) or not isinstance(body.get("message"), str):
        problems[f"{operation}: an error without __type and message: {body}"] += 1
        return
    declared = {shape.name for shape in model.operation_model(operation).error_shapes}
    if code not in declared | COMMON:
        warnings[f"{operation} fails with {code}, which it does not declare"] += 1


checked, operations, unknown = 0, set(), set()
with open(sys.argv[1], encoding="utf-8") as answers:
    for line in answers:
        answer = json.loads(line)
        operation = answer["operation"]
        if operation not in model.operation_names:
            unknown.add(operation)
            continue
        checked += 1
        if answer["status"] != 200:
            error(operation, json.loads(answer["body"]))
            continue
        operations.add(operation)
        output = model.operation_model(operation).output_shape
        if output is not None:
            check(operation, output, json.loads(answer["body"]), "")
        elif answer["body"]:
            problems[f"{operation}: a body where there is none: {answer['body'][:200]}"] += 1

print(
    json.dumps(
        {
            "botocore": botocore.__version__,
            "checked": checked,
            "operations": len(operations),
            "unknown": sorted(unknown),
            "problems": [f"{words} ({count} times)" for words, count in sorted(problems.items())],
            "warnings": [f"{words} ({count} times)" for words, count in sorted(warnings.items())],
        }
    )
)
