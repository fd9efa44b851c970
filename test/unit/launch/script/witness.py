"""Runs scripts under the real argparse, stopping where they parse, and prints what their parsers hold, as JSON a script."""
import argparse
import json
import os
import runpy
import sys
import types


class Stop(BaseException):
    pass


def plain(value):
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if value == argparse.SUPPRESS:
        return None
    if value is None or isinstance(value, (bool, int, float, str)):
        return getattr(value, "value", value)
    return {"python": str(value)}


def dump(parser, command=""):
    for action in parser._actions:
        if isinstance(action, argparse._HelpAction):
            continue
        if isinstance(action, argparse._SubParsersAction):
            for name, sub in action.choices.items():
                yield from dump(sub, f"{command} {name}".strip())
            continue
        default = parser._defaults.get(action.dest, action.default)
        yield {
            "flags": action.option_strings or [action.dest],
            "default": plain(default),
            "type": getattr(action.type, "__name__", None) if action.type else None,
            "choices": [plain(one) for one in action.choices] if action.choices is not None else None,
            "required": action.required,
            "command": command,
        }


def stop(self, *args, **kwargs):
    raise Stop(list(dump(self)))


class Anything(types.ModuleType):
    """Stands in for a framework that is not installed."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Anything(name)

    def __call__(self, *args, **kwargs):
        return Anything("call")

    def __mro_entries__(self, bases):
        return (object,)


class Finder:
    names = {"torch", "torchvision", "tensorflow", "pytorch_lightning", "distutils"}

    def find_spec(self, name, path=None, target=None):
        import importlib.machinery

        if name.split(".")[0] in self.names:
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec):
        return Anything(spec.name)

    def exec_module(self, module):
        module.__path__ = []


sys.meta_path.insert(0, Finder())
argparse.ArgumentParser.parse_args = stop
argparse.ArgumentParser.parse_known_args = stop
os.environ["SM_MODEL_DIR"] = "/opt/ml/model"

for script in sys.argv[1:]:
    sys.argv[1:] = []
    try:
        runpy.run_path(script, run_name="__main__")
        found = None
    except Stop as stopped:
        found = stopped.args[0]
    print(json.dumps({"script": os.path.basename(script), "arguments": found}))
