#!/usr/bin/env python3
"""mlp-r2 and mlp-informativeness beside scikit-learn's MLPRegressor and MLPClassifier, on the code sets of agreement.py.

usage: mlp_agreement.py      writes docs/mlp-agreement.md; some minutes

Networks that begin with other weights end with other numbers, so there is no single answer: ours is held against what scikit-learn's seeds
span, and may lie outside of that by TOLERANCE. Whole codes alone. Made with scikit-learn 1.2.1.
"""
import json
import multiprocessing
import os
import pathlib
import subprocess
import sys
import tempfile
import warnings

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from sklearn.metrics import accuracy_score, r2_score
from sklearn.neural_network import MLPClassifier, MLPRegressor

import agreement

SEEDS = 3
TOLERANCE = 0.05
METRICS = ("mlp-r2", "mlp-informativeness")
# The suite's defaults. scikit-learn adds a penalty and a tolerance of its own, and classifiers stop by accuracy, where ours stop by loss.
SETTINGS = dict(
    hidden_layer_sizes=(256, 256), learning_rate_init=0.001, batch_size=200, max_iter=200, early_stopping=True, validation_fraction=0.1,
    n_iter_no_change=20, alpha=0, tol=0)


def ours(codes, folder):
    arguments = codes.arguments(folder)
    at = arguments.index("--blocks")
    del arguments[at : at + 2]
    said = subprocess.run(
        [agreement.ROOT / "suite", "score", *arguments, "--metrics", ",".join(METRICS)], stdout=subprocess.PIPE, check=True).stdout
    return {(one["metric"], one["factor"]): one["value"] for one in json.loads(said)["scores"] if one["factor"]}


def theirs(codes):
    """What the seeds come to: {(metric, factor): values}."""
    warnings.filterwarnings("ignore")
    mean, deviation = codes.train.mean(0), codes.train.std(0)
    x, x_test = (codes.train - mean) / deviation, (codes.test - mean) / deviation
    found = {}
    for factor, _, y, truth in codes.labels():
        found["mlp-informativeness", factor] = [
            accuracy_score(truth, MLPClassifier(random_state=seed, **SETTINGS).fit(x, y).predict(x_test)) for seed in range(SEEDS)]
    for factor, y, truth in codes.numbers():
        centre, scale = y.mean(), y.std()
        values = [
            r2_score((truth - centre) / scale, MLPRegressor(random_state=seed, **SETTINGS).fit(x, (y - centre) / scale).predict(x_test))
            for seed in range(SEEDS)]
        found["mlp-r2", factor] = found["mlp-informativeness", factor] = values
    return found


def main():
    sets = list(agreement.code_sets())
    with tempfile.TemporaryDirectory() as folder:
        scored = [ours(codes, pathlib.Path(folder)) for codes in sets]
    with multiprocessing.Pool(2) as pool:
        wanted = pool.map(theirs, sets, chunksize=1)
    worst = 0
    lines = ["| codes | score | factor | ours | scikit-learn, lowest | highest | outside by |", "|---|---|---|---:|---:|---:|---:|"]
    for codes, a, b in zip(sets, scored, wanted):
        for (metric, factor), values in b.items():
            value = a[metric, factor]
            outside = max(0, min(values) - value, value - max(values))
            worst = max(worst, outside)
            numbers = [value, min(values), max(values), outside]
            mark = " !" if outside > TOLERANCE else ""
            lines.append(f"| {codes.name} | `{metric}` | {factor} | " + " | ".join(f"{v:.3f}" for v in numbers) + mark + " |")
    page = agreement.ROOT / "docs/mlp-agreement.md"
    page.write_text(
        "# Perceptrons beside scikit-learn's\n\nMade by `python3 scripts/mlp_agreement.py`: `mlp-r2` and `mlp-informativeness` at their default settings beside "
        f"`MLPRegressor` and `MLPClassifier` of scikit-learn 1.2.1\nwith the same ones, {SEEDS} seeds each, on the [code sets](agreement.md) of 1,000 training and 500 test rows, "
        "whole codes. Initial weights and the rows held out differ, and classifiers\nof scikit-learn stop by accuracy, ours by loss; so ours is held against what the seeds "
        f"span, and may lie outside of it by {TOLERANCE}. The furthest is {worst:.3f}.\n\n" + "\n".join(lines) + "\n")
    print(page.read_text())
    return 0 if worst <= TOLERANCE else 1


if __name__ == "__main__":
    sys.exit(main())
