"""What the families' scripts do with each kind of resource, through unmodified boto3."""

import secrets
import time

import boto3
from botocore import xform_name
from botocore.exceptions import ClientError

REGION, ACCOUNT = boto3.session.Session().region_name, "000000000000"
client = boto3.client("sagemaker")
names = {xform_name(operation): operation for operation in client.meta.service_model.operation_names}


def slug():
    return "p" + secrets.token_hex(4)


def role():
    return f"arn:aws:iam::{ACCOUNT}:role/{slug()}"


def s3():
    return f"s3://coverage/{slug()}"


def image():
    return f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/{slug()}:1"


def call(operation, **given):
    """An operation by AWS's name: `CreateModel`."""
    return getattr(client, xform_name(operation))(**given)


def refused(operation, **given):
    """The error code of a call that must fail."""
    try:
        answer = call(operation, **given)
    except ClientError as error:
        return error.response["Error"]["Code"]
    raise AssertionError(f"{operation} was not refused: {answer}")


def holds(given, there, path=""):
    """Whether what is there is what was given, and perhaps more."""
    if isinstance(given, dict):
        for name, value in given.items():
            assert isinstance(there, dict) and name in there, f"{path}.{name} is not there"
            holds(value, there[name], f"{path}.{name}")
    elif isinstance(given, list):
        assert isinstance(there, list) and len(given) == len(there), f"{path}: {given!r} became {there!r}"
        for index, value in enumerate(given):
            holds(value, there[index], f"{path}[{index}]")
    else:
        assert given == there, f"{path}: {given!r} became {there!r}"


def members(operation, side):
    model = client.meta.service_model.operation_model(operation)
    shape = getattr(model, f"{side}_shape")
    return shape.members if shape else {}


def status(answer):
    return next((value for name, value in answer.items() if name.endswith("Status") and isinstance(value, str)), "")


def settled(describe, kind, seconds=30):
    end = time.time() + seconds
    while True:
        answer = call(f"Describe{kind}", **describe)
        if not status(answer).lower().endswith(("ing", "pending", "inprogress", "in_progress")):
            return answer
        assert time.time() < end, f"{kind} does not settle: {answer}"
        time.sleep(0.05)


class Kind:
    """One kind of resource.

    `given` makes Create's members; `by` are the members that Describe, Update and Delete name it by; `row` is the one that
    tells List's rows apart, `also` what it is called elsewhere; `contains` is the name that NameContains looks at; `shows`
    has the members that Describe shows otherwise than Create was given them.
    """

    def __init__(self, name, given, by, *, lists=None, row=None, update=None, shows=(), before_delete=None, also=(), contains=None):
        self.name, self.given, self.update, self.before_delete = name, given, update, before_delete
        self.by, self.row, self.shows, self.also = by, row or by[0], dict(shows), dict(also)
        self.contains = contains or by[0]
        self.lists = lists or f"List{name}s"

    def named(self, known):
        return {name: known[name] for name in self.by}

    def create(self):
        operation = f"Create{self.name}"
        given = self.given()
        tags = {"Tags": [{"Key": "client", "Value": "boto3"}]} if "Tags" in members(operation, "input") else {}
        known = {**given, **call(operation, **given, **tags)}
        for name, value in list(known.items()):
            if name == "DomainArn":
                known["DomainId"] = value.split("/")[-1]
        return known

    def exercise(self):
        first, second = self.create(), self.create()
        described = settled(self.named(first), self.name)
        settled(self.named(second), self.name)
        visible = members(f"Describe{self.name}", "output").keys() - self.shows.keys()
        holds({name: value for name, value in first.items() if name in visible and name != "ResponseMetadata"}, described, self.name)
        self.list({**first, **described}, {**second, **call(f"Describe{self.name}", **self.named(second))})
        self.tag({**first, **described})
        if self.update:
            change = self.update()
            call(f"Update{self.name}", **self.named(first), **change)
            now = settled(self.named(first), self.name)
            shown = {name: value for name, value in change.items() if name in members(f"Describe{self.name}", "output")}
            assert shown, f"Update{self.name} changes nothing that is shown"
            holds(shown, now, self.name)
        self.delete(first)
        call(f"Describe{self.name}", **self.named(second))

    def pages(self, **filters):
        operation = xform_name(self.lists)
        if not client.can_paginate(operation):
            return [getattr(client, operation)(**filters)]
        # botocore asks page by page, one row each.
        return client.get_paginator(operation).paginate(**filters, PaginationConfig={"PageSize": 1})

    def rows(self, **filters):
        found = []
        for page in self.pages(**filters):
            found += next(value for value in page.values() if isinstance(value, list))
        return [row.get(self.row) for row in found]

    def list(self, first, second):
        inputs = members(self.lists, "input")
        for known in (first, second):
            known.update({name: known[source] for name, source in self.also.items()})
        both = {first[self.row], second[self.row]}
        found = [row for row in self.rows() if row in both]
        assert sorted(found) == sorted(both), f"{self.lists} lists {found}, not {both}"
        if "NameContains" in inputs:
            assert self.rows(NameContains=first[self.contains][2:]).count(first[self.row]) == 1, "NameContains does not find it"
            assert self.rows(NameContains=slug()) == [], "NameContains excludes nothing"
        for name in ("CreationTimeAfter", "CreatedAfter"):
            if name in inputs:
                assert self.rows(**{name: time.time() + 3600}) == [], f"{name} excludes nothing"
        for name in ("CreationTimeBefore", "CreatedBefore"):
            if name in inputs:
                assert self.rows(**{name: 1_000_000_000}) == [], f"{name} excludes nothing"

    def tag(self, known):
        if "Tags" not in members(f"Create{self.name}", "input"):
            return
        own = (name for name in known if name.endswith("Arn") and name != "Arn" and self.name.endswith(name[:-3]))
        arn = known[next(own, "Arn")]
        key = slug()
        call("AddTags", ResourceArn=arn, Tags=[{"Key": key, "Value": "there"}])
        tags = {tag["Key"]: tag["Value"] for page in client.get_paginator("list_tags").paginate(ResourceArn=arn) for tag in page["Tags"]}
        assert tags == {"client": "boto3", key: "there"}, tags
        call("DeleteTags", ResourceArn=arn, TagKeys=[key])
        assert call("ListTags", ResourceArn=arn)["Tags"] == [{"Key": "client", "Value": "boto3"}]

    def delete(self, known):
        operation = f"Delete{self.name}"
        if operation not in names.values():
            return
        if self.before_delete:
            self.before_delete(known)
        call(operation, **self.named(known))
        end = time.time() + 30
        while time.time() < end:
            try:
                if status(call(f"Describe{self.name}", **self.named(known))) in ("Deleted", "DeleteCompleted"):
                    return
            except ClientError as error:
                assert error.response["Error"]["Code"] in ("ResourceNotFound", "ValidationException"), error
                return
            time.sleep(0.05)
        raise AssertionError(f"{self.name} is not deleted")
