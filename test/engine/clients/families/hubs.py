"""Private hubs and their content."""

import json

from kinds import Kind, call, s3, settled, slug


def hub():
    return {"HubName": slug(), "HubDescription": slug(), "HubSearchKeywords": [slug()]}


KINDS = [Kind("Hub", hub, ["HubName"], update=lambda: {"HubDescription": slug(), "HubSearchKeywords": [slug()]})]


def more():
    given = hub()
    call("CreateHub", **given)
    settled({"HubName": given["HubName"]}, "Hub")
    content = {"HubName": given["HubName"], "HubContentType": "Model", "HubContentName": slug()}
    document = json.dumps({"Url": s3()})
    call("ImportHubContent", **content, DocumentSchemaVersion="2.0.0", HubContentDocument=document, HubContentVersion="1.0.0")
    found = settled(content, "HubContent")
    assert (found["HubContentDocument"], found["HubContentVersion"]) == (document, "1.0.0"), found
    listed = call("ListHubContents", HubName=given["HubName"], HubContentType="Model")["HubContentSummaries"]
    assert [row["HubContentName"] for row in listed] == [content["HubContentName"]]
    call("DeleteHubContent", **content, HubContentVersion="1.0.0")
