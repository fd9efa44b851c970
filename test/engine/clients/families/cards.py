"""Model cards, whose changes make versions."""

import json

from kinds import Kind, slug


def content():
    return json.dumps({"model_overview": {"model_description": slug()}})


KINDS = [
    Kind(
        "ModelCard",
        lambda: {"ModelCardName": slug(), "Content": content(), "ModelCardStatus": "Draft"},
        ["ModelCardName"],
        update=lambda: {"Content": content()},
    )
]
