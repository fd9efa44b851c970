"""Images and their versions."""

from kinds import Kind, call, image, role, settled, slug

KINDS = [
    Kind("Image", lambda: {"ImageName": slug(), "RoleArn": role(), "Description": slug()}, ["ImageName"], update=lambda: {"Description": slug(), "DisplayName": slug()}),
]


def more():
    name, base = slug(), image()
    call("CreateImage", ImageName=name, RoleArn=role())
    settled({"ImageName": name}, "Image")
    call("CreateImageVersion", ImageName=name, BaseImage=base, Aliases=["newest"], ClientToken=slug())
    found = settled({"ImageName": name, "Alias": "newest"}, "ImageVersion")
    assert (found["BaseImage"], found["Version"]) == (base, 1), found
    assert call("ListAliases", ImageName=name)["SageMakerImageVersionAliases"] == ["newest"]
