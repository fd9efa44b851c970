"""The functions used in place of those that the user's module does not define."""
import os
import pickle
import sys

from . import media_types
from .errors import ServingError

_WRITE_ONE = """
Write one into code/inference.py of the model archive:

    def model_fn(model_dir):
        ...  # load the model's files from model_dir and return the model
"""


def _import(name, file):
    try:
        return __import__(name)
    except ImportError as error:
        raise ServingError(
            "%s needs the package %r, which this Python (%s) does not have: %s. Install it, name it in code/requirements.txt"
            " or choose another Python." % (file, name, sys.executable, error)
        ) from error


def _load_joblib(path):
    return _import("joblib", os.path.basename(path)).load(path)


def _load_pickle(path):
    # The archive is the endpoint owner's own, as is the code that it may carry.
    with open(path, "rb") as file:
        return pickle.load(file)


def _load_torchscript(path):
    torch = _import("torch", os.path.basename(path))
    try:
        model = torch.jit.load(path, map_location="cpu")
    except RuntimeError as error:
        raise ServingError(
            "%s is no TorchScript module (%s). A state_dict needs its class: there is no model_fn.\n%s"
            % (os.path.basename(path), error, _WRITE_ONE)
        ) from error
    model.eval()
    return model


_LOADERS = (
    ("model.joblib", _load_joblib),
    ("model.pkl", _load_pickle),
    ("model.pickle", _load_pickle),
    ("model.pt", _load_torchscript),
    ("model.pth", _load_torchscript),
)


def model_fn(model_dir):
    """Loads what can be loaded without knowing the user's classes; else says what to write."""
    for name, load in _LOADERS:
        path = os.path.join(model_dir, name)
        if os.path.isfile(path):
            return load(path)
    files = sorted(name for name in os.listdir(model_dir) if name != "code") if os.path.isdir(model_dir) else []
    raise ServingError(
        "Please provide a model_fn implementation. The model's files are: %s. Only %s load by themselves.\n%s"
        % (", ".join(files) or "(none)", ", ".join(name for name, _ in _LOADERS), _WRITE_ONE)
    )


def input_fn(body, content_type):
    return media_types.decode(body, content_type)


def predict_fn(data, model):
    """`model.predict(data)`, or `model(data)`; a torch module gets a tensor and no gradients."""
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(model, torch.nn.Module):
        with torch.no_grad():
            return model(torch.as_tensor(data, dtype=torch.float32))
    predict = getattr(model, "predict", None)
    if callable(predict):
        return predict(data)
    if callable(model):
        return model(data)
    raise ServingError(
        "Please provide a predict_fn implementation: the model is of type %s, which has no predict method and cannot be called.\n"
        "    def predict_fn(data, model): ..." % type(model).__name__
    )


def output_fn(prediction, accept):
    return media_types.encode(prediction, accept, default_accept())


def default_accept():
    return os.environ.get("SAGEMAKER_DEFAULT_INVOCATIONS_ACCEPT") or media_types.JSON
