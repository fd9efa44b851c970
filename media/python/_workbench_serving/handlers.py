"""The inference toolkit's contract: which of the user's functions are called, with what, in which order."""
import inspect

from . import defaults, media_types
from .context import Context


def call(function, arguments, context):
    """Calls a user function, with the context when it takes one argument more.

    Raises TypeError for any other number of parameters.
    """
    count = len(inspect.signature(function).parameters)
    if count == len(arguments):
        return function(*arguments)
    if count == len(arguments) + 1:
        return function(*arguments, context)
    name = getattr(function, "__name__", repr(function))
    raise TypeError("%s takes %d arguments but %d were given." % (name, count, len(arguments)))


class Handlers:
    """A loaded model and the functions around it."""

    def __init__(self, module, model_dir):
        """Checks the module, then loads the model. Raises ValueError, ServingError, or whatever the user's code raises."""
        given = {
            name: getattr(module, name, None)
            for name in ("pre_model_fn", "model_fn", "model_warmup_fn", "transform_fn", "input_fn", "predict_fn", "output_fn")
        }
        if given["transform_fn"] and (given["input_fn"] or given["predict_fn"] or given["output_fn"]):
            raise ValueError(
                "Cannot use transform_fn implementation in conjunction with "
                "input_fn, predict_fn, and/or output_fn implementation"
            )
        self._model_dir = model_dir
        self._input_fn = given["input_fn"] or defaults.input_fn
        self._predict_fn = given["predict_fn"] or defaults.predict_fn
        self._output_fn = given["output_fn"] or defaults.output_fn
        self._transform_fn = given["transform_fn"]
        context = Context(model_dir)
        if given["pre_model_fn"]:
            call(given["pre_model_fn"], (model_dir,), context)
        self._model = call(given["model_fn"] or defaults.model_fn, (model_dir,), context)
        if given["model_warmup_fn"]:
            call(given["model_warmup_fn"], (model_dir, self._model), context)

    def invoke(self, body, headers):
        """One prediction. body: bytes; headers: the request's, by name.

        Answers (status, body as bytes, headers). Raises what the user's functions raise, UnsupportedFormatError.
        """
        context = Context(self._model_dir, headers)
        content_type = context.get_request_header(0, "Content-Type")
        accept = context.get_request_header(0, "Accept")
        if not accept or accept == media_types.ANY:
            accept = defaults.default_accept()
        data = body.decode("utf-8") if media_types.essence(content_type) in media_types.UTF8_TYPES else body
        if self._transform_fn:
            result = call(self._transform_fn, (self._model, data, content_type, accept), context)
        else:
            value = call(self._input_fn, (data, content_type), context)
            prediction = call(self._predict_fn, (value, self._model), context)
            result = call(self._output_fn, (prediction, accept), context)
        if isinstance(result, tuple) and len(result) == 2:
            answer, kind = result
        else:
            answer, kind = result, context.get_response_content_type(0) or accept
        context.set_response_content_type(0, str(kind))
        return context.status or 200, _as_bytes(answer, self._transform_fn), context.response_headers


def _as_bytes(answer, transform_fn):
    if isinstance(answer, str):
        return answer.encode("utf-8")
    if isinstance(answer, (bytes, bytearray, memoryview)):
        return bytes(answer)
    raise TypeError(
        "%s must return str or bytes, or a pair of that and a content type; it returned %s."
        % ("transform_fn" if transform_fn else "output_fn", type(answer).__name__)
    )
