"""Search over resources, with pages, and the catalog of feature groups."""

from kinds import call, client, slug

KINDS = []


def more():
    owner = slug()
    names = sorted(slug() for _ in range(5))
    for name in names:
        call("CreateExperiment", ExperimentName=name, Tags=[{"Key": "owner", "Value": owner}])
    expression = {"Filters": [{"Name": "Tags.owner", "Operator": "Equals", "Value": owner}]}
    pages = client.get_paginator("search").paginate(
        Resource="Experiment", SearchExpression=expression, SortBy="ExperimentName", SortOrder="Ascending", PaginationConfig={"PageSize": 2}
    )
    sizes = [[result["Experiment"]["ExperimentName"] for result in page["Results"]] for page in pages]
    assert sizes == [names[:2], names[2:4], names[4:]], sizes
    expression["Filters"][0]["Value"] = slug()
    assert call("Search", Resource="Experiment", SearchExpression=expression)["Results"] == []
    suggested = call("GetSearchSuggestions", Resource="Experiment", SuggestionQuery={"PropertyNameQuery": {"PropertyNameHint": "Exp"}})
    assert "ExperimentName" in [row["PropertyName"] for row in suggested["PropertyNameSuggestions"]], suggested
    assert len(call("ListResourceCatalogs")["ResourceCatalogs"]) <= 1
