"""Trains a small neural network that tells three species of penguins apart. Python's standard library only.

On SageMaker the data comes from the channel "train" and the model goes to SM_MODEL_DIR; run by hand, the script reads
data/ beside itself and writes model/.
"""

import argparse
import csv
import json
import math
import os
import random
import shutil
import time

HERE = os.path.dirname(os.path.abspath(__file__))
NUMERIC = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]
CATEGORICAL = ["island", "sex"]
LABEL = "species"


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--epochs", type=int, default=40, help="passes over the training rows")
    parser.add_argument("--learning-rate", type=float, default=0.05, help="step of stochastic gradient descent")
    parser.add_argument("--hidden", type=int, default=8, help="units of the hidden layer; 0: softmax regression")
    parser.add_argument("--batch-size", type=int, default=16)
    parser.add_argument("--weight-decay", type=float, default=0.0005)
    parser.add_argument("--validation-fraction", type=float, default=0.2)
    parser.add_argument("--test-fraction", type=float, default=0.2, help="rows held out until the end")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--epoch-seconds", type=float, default=0.0, help="wait after each epoch, to watch the log")
    parser.add_argument("--train", default=os.environ.get("SM_CHANNEL_TRAIN", os.path.join(HERE, "data")))
    parser.add_argument("--model-dir", default=os.environ.get("SM_MODEL_DIR", os.path.join(HERE, "model")))
    return parser.parse_args()


def read_rows(folder):
    """Rows of the CSV files in a folder; those without a species or without any measurement are left out."""
    files = sorted(name for name in os.listdir(folder) if name.endswith(".csv"))
    if not files:
        raise FileNotFoundError("There is no .csv file in " + folder)
    rows, left_out = [], 0
    for name in files:
        with open(os.path.join(folder, name), newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                missing = [column for column in [LABEL] + NUMERIC + CATEGORICAL if column not in row]
                if missing:
                    raise ValueError("{} has no column {}".format(name, ", ".join(missing)))
                if row["sex"] == ".":  # one penguin's sex is noted so
                    row["sex"] = ""
                if row[LABEL] and any(row[column] for column in NUMERIC):
                    rows.append(row)
                else:
                    left_out += 1
    print("rows={} left_out={}".format(len(rows), left_out))
    return rows


def split(rows, fraction, rng):
    """Splits off a fraction of each species: (rest, part)."""
    rest, part = [], []
    for species in sorted({row[LABEL] for row in rows}):
        group = [row for row in rows if row[LABEL] == species]
        rng.shuffle(group)
        count = round(len(group) * fraction)
        part += group[:count]
        rest += group[count:]
    rng.shuffle(rest)
    return rest, part


def describe(rows):
    """What turns a row into numbers, taken from the training rows alone: means, deviations, categories."""
    features = {"numeric": [], "categorical": []}
    for column in NUMERIC:
        values = [float(row[column]) for row in rows if row[column]]
        mean = sum(values) / len(values)
        deviation = math.sqrt(sum((value - mean) ** 2 for value in values) / len(values))
        features["numeric"].append({"name": column, "mean": mean, "deviation": deviation or 1.0})
    for column in CATEGORICAL:
        # A missing value is no category: all of the column's inputs are 0 then.
        features["categorical"].append({"name": column, "values": sorted({row[column] for row in rows if row[column]})})
    return features


def encode(row, features):
    """A row as the network's input: standardised measurements (a missing one is the mean), one-hot categories."""
    values = []
    for column in features["numeric"]:
        given = row[column["name"]]
        values.append((float(given) - column["mean"]) / column["deviation"] if given else 0.0)
    for column in features["categorical"]:
        values += [1.0 if row[column["name"]] == value else 0.0 for value in column["values"]]
    return values


def layer(inputs, outputs, rng):
    """Weights (one row an output, the last of each the bias), small and random."""
    scale = math.sqrt(1.0 / inputs)
    return [[rng.gauss(0.0, scale) for _ in range(inputs)] + [0.0] for _ in range(outputs)]


def forward(layers, values):
    """The activations of every layer, the input first; tanh between layers, softmax at the end."""
    activations = [values]
    for index, weights in enumerate(layers):
        last = activations[-1]
        sums = [row[-1] + sum(w * v for w, v in zip(row, last)) for row in weights]
        if index < len(layers) - 1:
            activations.append([math.tanh(value) for value in sums])
        else:
            top = max(sums)
            exponentials = [math.exp(value - top) for value in sums]
            total = sum(exponentials)
            activations.append([value / total for value in exponentials])
    return activations


def learn(layers, batch, rate, decay):
    """One step of gradient descent on the mean cross-entropy of a batch of (input, label) pairs."""
    gradients = [[[0.0] * len(row) for row in weights] for weights in layers]
    for values, label in batch:
        activations = forward(layers, values)
        errors = list(activations[-1])
        errors[label] -= 1.0
        for index in range(len(layers) - 1, -1, -1):
            below = activations[index]
            for gradient, error in zip(gradients[index], errors):
                for position, value in enumerate(below):
                    gradient[position] += error * value
                gradient[-1] += error
            if index > 0:
                errors = [
                    (1.0 - below[i] ** 2) * sum(e * row[i] for e, row in zip(errors, layers[index]))
                    for i in range(len(below))
                ]
    for weights, gradient in zip(layers, gradients):
        for row, change in zip(weights, gradient):
            for i in range(len(row)):
                shrink = decay * row[i] if i < len(row) - 1 else 0.0
                row[i] -= rate * (change[i] / len(batch) + shrink)


def evaluate(layers, examples):
    """(mean cross-entropy, accuracy) over (input, label) pairs."""
    loss, right = 0.0, 0
    for values, label in examples:
        probabilities = forward(layers, values)[-1]
        loss -= math.log(max(probabilities[label], 1e-12))
        right += probabilities[label] == max(probabilities)
    return loss / len(examples), right / len(examples)


def main():
    arguments = parse_arguments()
    rng = random.Random(arguments.seed)
    rows = read_rows(arguments.train)
    rest, test_rows = split(rows, arguments.test_fraction, rng)
    train_rows, validation_rows = split(
        rest, arguments.validation_fraction / (1.0 - arguments.test_fraction), rng
    )
    features = describe(train_rows)
    classes = sorted({row[LABEL] for row in rows})

    def examples(part):
        return [(encode(row, features), classes.index(row[LABEL])) for row in part]

    train, validation, test = examples(train_rows), examples(validation_rows), examples(test_rows)
    print("train={} validation={} test={} classes={}".format(len(train), len(validation), len(test), ",".join(classes)))

    sizes = [len(train[0][0])] + ([arguments.hidden] if arguments.hidden > 0 else []) + [len(classes)]
    layers = [layer(inputs, outputs, rng) for inputs, outputs in zip(sizes, sizes[1:])]
    for epoch in range(1, arguments.epochs + 1):
        rng.shuffle(train)
        for start in range(0, len(train), arguments.batch_size):
            learn(layers, train[start : start + arguments.batch_size], arguments.learning_rate, arguments.weight_decay)
        train_loss, train_accuracy = evaluate(layers, train)
        validation_loss, validation_accuracy = evaluate(layers, validation)
        print(
            "epoch={} train_loss={:.4f} train_accuracy={:.4f} validation_loss={:.4f} validation_accuracy={:.4f}".format(
                epoch, train_loss, train_accuracy, validation_loss, validation_accuracy
            )
        )
        time.sleep(arguments.epoch_seconds)

    test_loss, test_accuracy = evaluate(layers, test)
    print("test_loss={:.4f} test_accuracy={:.4f} (held out: {} rows)".format(test_loss, test_accuracy, len(test)))

    code = os.path.join(arguments.model_dir, "code")
    os.makedirs(code, exist_ok=True)
    with open(os.path.join(arguments.model_dir, "model.json"), "w", encoding="utf-8") as file:
        json.dump({"classes": classes, "features": features, "layers": layers}, file, indent=1)
    shutil.copy(os.path.join(HERE, "inference.py"), code)


if __name__ == "__main__":
    main()
