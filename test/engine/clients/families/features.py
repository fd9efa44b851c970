"""Feature groups."""

from kinds import Kind, call, s3, role, settled, slug


def group():
    return {
        "FeatureGroupName": slug(),
        "RecordIdentifierFeatureName": "id",
        "EventTimeFeatureName": "time",
        "FeatureDefinitions": [{"FeatureName": "id", "FeatureType": "String"}, {"FeatureName": "time", "FeatureType": "Fractional"}],
        "OnlineStoreConfig": {"EnableOnlineStore": True},
        "OfflineStoreConfig": {"S3StorageConfig": {"S3Uri": s3()}},
        "RoleArn": role(),
        "Description": slug(),
    }


KINDS = [Kind("FeatureGroup", group, ["FeatureGroupName"])]


def more():
    given, feature = group(), slug()
    named = {"FeatureGroupName": given["FeatureGroupName"]}
    call("CreateFeatureGroup", **given)
    settled(named, "FeatureGroup")
    call("UpdateFeatureGroup", **named, FeatureAdditions=[{"FeatureName": feature, "FeatureType": "Integral"}])
    assert call("DescribeFeatureGroup", **named)["FeatureDefinitions"][-1]["FeatureName"] == feature
    call("UpdateFeatureMetadata", **named, FeatureName=feature, Description="grams")
    assert call("DescribeFeatureMetadata", **named, FeatureName=feature)["Description"] == "grams"
