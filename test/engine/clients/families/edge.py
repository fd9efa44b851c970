"""Device fleets and their devices."""

from kinds import Kind, call, role, s3, slug


def fleet():
    return {"DeviceFleetName": slug(), "OutputConfig": {"S3OutputLocation": s3()}, "RoleArn": role(), "Description": slug()}


KINDS = [Kind("DeviceFleet", fleet, ["DeviceFleetName"], update=lambda: {"OutputConfig": {"S3OutputLocation": s3()}, "Description": slug()})]


def more():
    given, device = fleet(), slug()
    named = {"DeviceFleetName": given["DeviceFleetName"]}
    call("CreateDeviceFleet", **given)
    call("RegisterDevices", **named, Devices=[{"DeviceName": device, "Description": "first"}])
    call("UpdateDevices", **named, Devices=[{"DeviceName": device, "Description": "second"}])
    assert call("DescribeDevice", **named, DeviceName=device)["Description"] == "second"
    call("DeregisterDevices", **named, DeviceNames=[device])
    assert call("ListDevices", **named)["DeviceSummaries"] == []
