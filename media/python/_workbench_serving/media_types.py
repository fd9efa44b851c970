"""Media types, and the decoders and encoders that the defaults use."""
import csv
import io
import json

from .errors import UnsupportedFormatError

JSON = "application/json"
JSON_LINES = "application/jsonlines"
CSV = "text/csv"
NPY = "application/x-npy"
ANY = "*/*"
# Bodies of these types reach the user's functions as str, all others as bytes.
UTF8_TYPES = (JSON, CSV)


def essence(content_type):
    """`text/csv` of `Text/CSV; charset=utf-8`."""
    return (content_type or "").split(";", 1)[0].strip().lower()


def _csv_rows(body):
    rows = []
    for number, row in enumerate(csv.reader(io.StringIO(body)), 1):
        cells = []
        for column, cell in enumerate(row, 1):
            try:
                cells.append(float(cell) if cell.strip() else float("nan"))
            except ValueError:
                raise ValueError(
                    "text/csv row %d, column %d: %r is not a number. Without an input_fn, rows are read as numbers."
                    % (number, column, cell)
                ) from None
        if cells:
            rows.append(cells)
    return rows


def _npy(body):
    import numpy  # there only when the user's environment has it

    # Pickled objects in a request would run whatever the sender likes.
    return numpy.load(io.BytesIO(body), allow_pickle=False)


def decode(body, content_type):
    """The default input_fn's reading: JSON values, rows of floats, or an array.

    body: str for JSON and CSV, else bytes. Raises UnsupportedFormatError, ValueError.
    """
    kind = essence(content_type)
    if kind == JSON:
        return json.loads(body)
    if kind == JSON_LINES:
        return [json.loads(line) for line in body.decode("utf-8").splitlines() if line.strip()]
    if kind == CSV:
        return _csv_rows(body)
    if kind == NPY:
        return _npy(body)
    raise UnsupportedFormatError(content_type, "input_fn")


def _plain(value):
    """Arrays and tensors as lists, for json.dumps."""
    if hasattr(value, "tolist"):
        return value.tolist()
    raise TypeError("%s is not JSON serializable. Return plain values or write an output_fn." % type(value).__name__)


def _to_csv(value):
    if hasattr(value, "tolist"):
        value = value.tolist()
    rows = value if isinstance(value, (list, tuple)) else [value]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for row in rows:
        writer.writerow(row if isinstance(row, (list, tuple)) else [row])
    return text.getvalue()


def _to_npy(value):
    import numpy

    buffer = io.BytesIO()
    numpy.save(buffer, value, allow_pickle=False)
    return buffer.getvalue()


def encode(value, accept, default):
    """The default output_fn's writing. Answers (body, content type): the first type of `accept` that can be written.

    default: the type for `*/*`. Raises UnsupportedFormatError, TypeError.
    """
    encoders = {JSON: lambda: json.dumps(value, default=_plain), CSV: lambda: _to_csv(value), NPY: lambda: _to_npy(value)}
    for wanted in accept.split(","):
        kind = essence(wanted)
        if kind in (ANY, "application/*"):
            kind = default
        if kind in encoders:
            return encoders[kind](), kind
    raise UnsupportedFormatError(accept, "output_fn")
