"""Runs the scripts of the families named, or of all; prints a JSON line each: {"family", "seconds"} and "error" if it failed."""

import importlib
import json
import pathlib
import sys
import time
import traceback

from kinds import client

OWN = {"kinds", "run"}
families = sys.argv[1:] or sorted(path.stem for path in pathlib.Path(__file__).parent.glob("*.py") if path.stem not in OWN)


def exercise(family):
    for kind in family.KINDS:
        try:
            kind.exercise()
        except Exception as error:
            raise AssertionError(kind.name) from error
    if hasattr(family, "more"):
        family.more()


for name in families:
    started, result = time.time(), {"family": name}
    try:
        exercise(importlib.import_module(name))
    except Exception:
        result["error"] = traceback.format_exc()
    print(json.dumps({**result, "seconds": round(time.time() - started, 2)}), flush=True)
client.close()
