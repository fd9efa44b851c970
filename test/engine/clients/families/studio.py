"""Studio's domains, profiles, spaces, lifecycle configurations and images for apps."""

import base64
import functools

from kinds import Kind, call, role, settled, slug


def domain():
    return {
        "DomainName": slug(),
        "AuthMode": "IAM",
        "DefaultUserSettings": {"ExecutionRole": role()},
        "SubnetIds": ["subnet-0123456789abcdef0"],
        "VpcId": "vpc-0123456789abcdef0",
    }


@functools.cache
def shared_domain():
    found = call("CreateDomain", **domain())["DomainArn"].split("/")[-1]
    settled({"DomainId": found}, "Domain")
    return found


def profile():
    return {"DomainId": shared_domain(), "UserProfileName": slug(), "UserSettings": {"ExecutionRole": role()}}


def space():
    owner = profile()
    call("CreateUserProfile", **owner)
    settled({"DomainId": owner["DomainId"], "UserProfileName": owner["UserProfileName"]}, "UserProfile")
    ownership = {"OwnerUserProfileName": owner["UserProfileName"]}
    return {
        "DomainId": owner["DomainId"],
        "SpaceName": slug(),
        "OwnershipSettings": ownership,
        "SpaceSharingSettings": {"SharingType": "Private"},
        "SpaceSettings": {"AppType": "JupyterLab"},
    }


def lifecycle():
    content = base64.b64encode(f"echo {slug()}".encode()).decode()
    return {"StudioLifecycleConfigName": slug(), "StudioLifecycleConfigContent": content, "StudioLifecycleConfigAppType": "JupyterLab"}


def app_image():
    return {"AppImageConfigName": slug(), "KernelGatewayImageConfig": {"KernelSpecs": [{"Name": slug()}]}}


KINDS = [
    Kind("Domain", domain, ["DomainId"], update=lambda: {"DefaultUserSettings": {"ExecutionRole": role()}}),
    Kind("UserProfile", profile, ["DomainId", "UserProfileName"], row="UserProfileName", update=lambda: {"UserSettings": {"ExecutionRole": role()}}),
    Kind("Space", space, ["DomainId", "SpaceName"], row="SpaceName", update=lambda: {"SpaceDisplayName": slug()}),
    Kind("StudioLifecycleConfig", lifecycle, ["StudioLifecycleConfigName"]),
    Kind("AppImageConfig", app_image, ["AppImageConfigName"], update=lambda: {"CodeEditorAppImageConfig": {"ContainerConfig": {"ContainerArguments": [slug()]}}}),
]
