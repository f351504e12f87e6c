#!/usr/bin/env python3
"""Golden numbers for the metrics, made with scikit-learn 1.2.1 and NumPy 1.24.2.

usage: metrics.py FOLDER      (suite-metrics/src/test/resources/org/disentangle/metrics)

Writes logistic-regression.json (scikit-learn's optimum for small problems) and conformance.json (what each metric gives on
one fixed set of codes). Codes are float32; everything is computed from them in double precision.
"""
import json
import pathlib
import sys

import numpy as np
from sklearn.linear_model import LogisticRegression

# Of the fixed codes: rows, dimensions of a half, and the settings of the metrics.
TRAIN, TEST, HALF, L2, K, TEMPERATURE = 160, 80, 3, 1e-3, 15, 0.5


def standardize(train, other):
    mean, deviation = train.mean(0), train.std(0)
    deviation[deviation <= 1e-6 * np.abs(mean)] = np.inf
    return (other - mean) / deviation


def probe(train, labels, test, l2):
    """Weights and biases at the minimum of mean cross-entropy + l2/2 |W|^2, and what follows."""
    train, test = np.float64(train), np.float64(test)
    x = standardize(train, train)
    n = len(x)
    # Not lbfgs: whatever its tolerance, SciPy's ends where the objective changes by less than 2e-9 of itself, short of the minimum.
    model = LogisticRegression(C=1 / (n * l2), solver="newton-cg", multi_class="multinomial", tol=1e-6, max_iter=1000)
    model.fit(x, labels)
    logits = x @ model.coef_.T + model.intercept_
    if len(model.classes_) == 2:
        # scikit-learn keeps one row w for two classes, standing for (-w, w).
        logits = x @ np.vstack([-model.coef_, model.coef_]).T + np.concatenate([-model.intercept_, model.intercept_])
    shifted = logits - logits.max(1, keepdims=True)
    log_probabilities = shifted - np.log(np.exp(shifted).sum(1, keepdims=True))
    positions = np.searchsorted(model.classes_, labels)
    squares = (model.coef_**2).sum() * (2 if len(model.classes_) == 2 else 1)
    objective = -log_probabilities[np.arange(n), positions].mean() + l2 / 2 * squares
    return objective, model.predict(standardize(train, test))


def rounded(array):
    """Few digits keep the files small; the codes are these numbers as float32."""
    return np.float32(np.round(array, 4))


def floats(array):
    return [round(float(v), 4) for v in array.flatten()]


def problem(random, name, rows, test_rows, dimension, classes, separation, l2, absent=None, constant=None):
    mixing = random.normal(size=(dimension, dimension))
    centers = separation * random.normal(size=(classes, dimension))
    labels = random.integers(0, classes, rows + test_rows)
    if absent is not None:
        labels[:rows][labels[:rows] == absent] = 0
    codes = rounded((centers[labels] + random.normal(size=(rows + test_rows, dimension))) @ mixing + 3)
    if constant is not None:
        codes[:, constant] = np.float32(0.1)
    objective, predictions = probe(codes[:rows], labels[:rows], codes[rows:], l2)
    return {
        "name": name,
        "l2": l2,
        "dimension": dimension,
        "classes": classes,
        "train": floats(codes[:rows]),
        "trainLabels": labels[:rows].tolist(),
        "test": floats(codes[rows:]),
        "testLabels": labels[rows:].tolist(),
        "objective": objective,
        "predictions": predictions.tolist(),
    }


def cosines(a, b):
    a, b = np.float64(a), np.float64(b)
    return (a / np.linalg.norm(a, axis=1, keepdims=True)) @ (b / np.linalg.norm(b, axis=1, keepdims=True)).T


def neighbours(train, labels, test, cardinality, k, temperature):
    similarity = cosines(test, train)
    answers = {"weighted": [], "plain": [], "nearest": []}
    for row in similarity:
        order = np.lexsort((np.arange(len(row)), -row))[:k]
        weights = np.exp(row[order] / temperature)
        answers["weighted"].append(int(np.argmax(np.bincount(labels[order], weights, cardinality))))
        answers["plain"].append(int(np.argmax(np.bincount(labels[order], minlength=cardinality))))
        answers["nearest"].append(int(labels[order[0]]))
    return {name: np.array(answer) for name, answer in answers.items()}


def golden(folder):
    random = np.random.default_rng(20261121)
    problems = [
        problem(random, "two overlapping classes", 80, 40, 3, 2, 0.5, 1e-4),
        problem(random, "correlated features, strong penalty", 120, 60, 6, 4, 0.7, 1e-2),
        problem(random, "a class absent from training and a constant feature", 150, 60, 8, 5, 0.6, 1e-3, absent=3, constant=2),
        problem(random, "separable classes", 60, 30, 12, 3, 3.0, 1e-4),
    ]
    (folder / "logistic-regression.json").write_text(json.dumps(problems))

    # Codes of one embedding z = [z0, z1]: z0 knows the shape well and the tone a little, z1 the other way round.
    factors = {"shape": 4, "tone": 3}
    labels = {name: random.integers(0, cardinality, TRAIN + TEST) for name, cardinality in factors.items()}
    centers = {name: random.normal(size=(cardinality, HALF)) for name, cardinality in factors.items()}
    shape, tone = (centers[name][labels[name]] for name in factors)
    z0 = 1.0 * shape + 0.3 * tone + random.normal(size=shape.shape)
    z1 = 0.3 * shape + 1.0 * tone + random.normal(size=shape.shape)
    blocks = {"z": rounded(np.hstack([z0, z1])), "z0": rounded(z0), "z1": rounded(z1)}

    scores = []

    def score(metric, block, factor, value, **details):
        scores.append({"metric": metric, "block": block, "factor": factor, "value": value, "details": details})

    accuracy = {}
    for block, codes in blocks.items():
        for factor in factors:
            y, truth = labels[factor][:TRAIN], labels[factor][TRAIN:]
            objective, predictions = probe(codes[:TRAIN], y, codes[TRAIN:], L2)
            accuracy[block, factor] = float((predictions == truth).mean())
            majority = float(np.bincount(truth).max() / TEST)
            score("linear-probe", block, factor, accuracy[block, factor], chance=1 / factors[factor], majority=majority)
    for block, codes in blocks.items():
        for factor, cardinality in factors.items():
            y, truth = labels[factor][:TRAIN], labels[factor][TRAIN:]
            votes = neighbours(codes[:TRAIN], y, codes[TRAIN:], cardinality, K, TEMPERATURE)
            rates = {name: float((vote == truth).mean()) for name, vote in votes.items()}
            score("knn", block, factor, rates["weighted"], plain=rates["plain"], nearest=rates["nearest"], k=K)
    differences = {factor: accuracy["z0", factor] - accuracy["z1", factor] for factor in factors}
    for factor in factors:
        score("gap", "z", factor, abs(differences[factor]), difference=differences[factor])
    score("diagonal", "z", "", float(np.prod(np.sign(list(differences.values()))) < 0))

    (folder / "conformance.json").write_text(
        json.dumps(
            {
                "options": {"l2": L2, "k": K, "temperature": TEMPERATURE},
                "factors": factors,
                "train": {block: floats(codes[:TRAIN]) for block, codes in blocks.items()},
                "test": {block: floats(codes[TRAIN:]) for block, codes in blocks.items()},
                "trainLabels": {factor: column[:TRAIN].tolist() for factor, column in labels.items()},
                "testLabels": {factor: column[TRAIN:].tolist() for factor, column in labels.items()},
                "scores": scores,
            }
        )
    )


if __name__ == "__main__":
    golden(pathlib.Path(sys.argv[1]))
