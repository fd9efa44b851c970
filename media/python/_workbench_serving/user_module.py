"""Finds and loads the user's module."""
import ast
import importlib.util
import os
import sys

from .errors import ServingError

DEFAULT_PROGRAM = "inference.py"


def _defines_a_handler(path):
    """Whether the file defines model_fn or transform_fn at its top level, found without running it."""
    with open(path, "rb") as file:
        source = file.read()
    try:
        tree = ast.parse(source, path)
    except (SyntaxError, ValueError):
        return False
    return any(isinstance(node, ast.FunctionDef) and node.name in ("model_fn", "transform_fn") for node in tree.body)


def find(folders):
    """The module's path, or None when there is no user code to serve with.

    folders: where to look, first hit wins. SAGEMAKER_PROGRAM names the file; else inference.py; else the one file that
    defines model_fn or transform_fn. Raises ServingError when the named file is missing or several files qualify.
    """
    named = os.environ.get("SAGEMAKER_PROGRAM")
    if named:
        name = named if named.endswith(".py") else named.replace(".", os.sep) + ".py"
        for folder in folders:
            path = os.path.join(folder, name)
            if os.path.isfile(path):
                return path
        found = sorted(f for folder in folders if os.path.isdir(folder) for f in os.listdir(folder) if f.endswith(".py"))
        raise ServingError(
            "SAGEMAKER_PROGRAM names %s, which is not in the model's code/ folder (Python files there: %s)."
            % (named, ", ".join(found) or "none")
        )
    for folder in folders:
        if not os.path.isdir(folder):
            continue
        path = os.path.join(folder, DEFAULT_PROGRAM)
        if os.path.isfile(path):
            return path
        scripts = [os.path.join(folder, f) for f in sorted(os.listdir(folder)) if f.endswith(".py")]
        scripts = [path for path in scripts if _defines_a_handler(path)]
        if len(scripts) > 1:
            raise ServingError(
                "Several files define model_fn (%s). Name one in SAGEMAKER_PROGRAM or call it %s."
                % (", ".join(os.path.basename(path) for path in scripts), DEFAULT_PROGRAM)
            )
        if scripts:
            return scripts[0]
    return None


def load(path):
    """Runs the file as a module under its own name, so that pickles made by it find their classes."""
    name = os.path.splitext(os.path.basename(path))[0]
    folder = os.path.dirname(path)
    if folder not in sys.path:
        sys.path.insert(0, folder)
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
