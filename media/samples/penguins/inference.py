"""Serves the penguins model: rows as text/csv or application/json in, species with probabilities out."""

import csv
import io
import json
import math
import os


def model_fn(model_dir):
    with open(os.path.join(model_dir, "model.json"), encoding="utf-8") as file:
        return json.load(file)


def columns_of():
    numeric = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]
    return numeric + ["island", "sex"]


def input_fn(body, content_type):
    """Rows as dictionaries. CSV: a header, or the columns in the order of columns_of(). JSON: an object, a list of
    objects, or {"instances": [...]}."""
    if content_type.split(";")[0].strip() == "text/csv":
        return rows_of_csv(body)
    if content_type.split(";")[0].strip() == "application/json":
        return rows_of_json(body)
    raise ValueError("This model takes text/csv or application/json, not " + content_type)


def rows_of_csv(body):
    table = [line for line in csv.reader(io.StringIO(body)) if any(cell.strip() for cell in line)]
    if not table:
        raise ValueError("The payload has no rows.")
    header = [cell.strip() for cell in table[0]]
    if set(header) & set(columns_of()):
        table = table[1:]
    else:
        header = columns_of()
    for number, line in enumerate(table, 1):
        if len(line) != len(header):
            raise ValueError("Row {} has {} values, {} are needed: {}".format(number, len(line), len(header), ",".join(header)))
    return [dict(zip(header, (cell.strip() for cell in line))) for line in table]


def rows_of_json(body):
    try:
        data = json.loads(body)
    except ValueError as error:
        raise ValueError("The payload is no JSON: {}".format(error))
    if isinstance(data, dict) and "instances" in data:
        data = data["instances"]
    rows = data if isinstance(data, list) else [data]
    if not rows or not all(isinstance(row, dict) for row in rows):
        raise ValueError('The payload must be an object like {"bill_length_mm": 39.1, ...} or a list of them.')
    return rows


def predict_fn(rows, model):
    answers = []
    for number, row in enumerate(rows, 1):
        values = encode(row, model["features"], number)
        for index, weights in enumerate(model["layers"]):
            sums = [line[-1] + sum(w * v for w, v in zip(line, values)) for line in weights]
            hidden = index < len(model["layers"]) - 1
            values = [math.tanh(value) for value in sums] if hidden else softmax(sums)
        probabilities = dict(zip(model["classes"], values))
        answers.append({"species": max(probabilities, key=probabilities.get), "probabilities": probabilities})
    return answers


def encode(row, features, number):
    """As in training; a measurement that is missing counts as the mean, but not all of them may be."""
    values = []
    for column in features["numeric"]:
        given = row.get(column["name"])
        if given is None or given == "":
            values.append(0.0)
            continue
        try:
            value = float(given)
        except (TypeError, ValueError):
            value = math.nan
        if not math.isfinite(value):
            raise ValueError("Row {}: {} is {!r}, not a number.".format(number, column["name"], given))
        values.append((value - column["mean"]) / column["deviation"])
    if all(row.get(column["name"]) in (None, "") for column in features["numeric"]):
        names = ", ".join(column["name"] for column in features["numeric"])
        raise ValueError("Row {} has no measurement; there are {}.".format(number, names))
    for column in features["categorical"]:
        given = row.get(column["name"])
        given = "" if given is None else str(given)
        match = [value for value in column["values"] if value.lower() == given.lower()]
        if given and not match:
            known = ", ".join(column["values"])
            raise ValueError("Row {}: {} is {!r}; known are {}.".format(number, column["name"], given, known))
        values += [1.0 if value in match else 0.0 for value in column["values"]]
    return values


def softmax(sums):
    top = max(sums)
    exponentials = [math.exp(value - top) for value in sums]
    total = sum(exponentials)
    return [value / total for value in exponentials]


def output_fn(answers, accept):
    """JSON: {"predictions": [...]}. CSV: species and its probability, one line a row."""
    if accept.split(";")[0].strip() == "text/csv":
        lines = ["{},{:.4f}".format(a["species"], a["probabilities"][a["species"]]) for a in answers]
        return "\n".join(lines) + "\n", "text/csv"
    if accept.split(";")[0].strip() not in ("application/json", "*/*", ""):
        raise ValueError("This model answers text/csv or application/json, not " + accept)
    for answer in answers:
        answer["probabilities"] = {name: round(value, 4) for name, value in answer["probabilities"].items()}
    return json.dumps({"predictions": answers}), "application/json"
