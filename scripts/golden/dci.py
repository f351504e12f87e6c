#!/usr/bin/env python3
"""Golden numbers for DCI, made with scikit-learn 1.2.1, SciPy and NumPy 1.24.2.

usage: dci.py FOLDER      (suite-metrics/src/test/resources/org/disentangle/metrics)

Writes dci.json: disentanglement, completeness and informativeness of made-up codes by boosted trees, lasso and random forests,
written down from the definitions a second time. Codes come from a formula that the Java test follows, in the same order of
operations, so that both see the same float32 numbers.

Lasso has one answer. Boosted trees have one up to ties between columns, which scikit-learn breaks at random: five seeds are
averaged, and "spread" says how far they lie apart. Forests differ by their bootstrap: "mean" and "deviation" over 20 seeds.
"""
import json
import pathlib
import sys

import numpy as np
from scipy.stats import entropy
from sklearn.ensemble import GradientBoostingClassifier, GradientBoostingRegressor, RandomForestClassifier
from sklearn.linear_model import Lasso

ROWS, TEST, VALUES, NOISES = 600, 300, (5, 4, 3, 2), 6
BOOSTED_SEEDS, FOREST_SEEDS = 5, 20
DEPTHS = (1, 2, 3, 4, 6, 8, 10, 12, 16, 20)
formulas = {
    "identity": lambda y, e: y,
    "random": lambda y, e: e,
    "rotated": lambda y, e: [
        0.6 * y[0] + 0.8 * y[1] + 0.05 * e[0],
        0.8 * y[0] - 0.6 * y[1] + 0.05 * e[1],
        0.6 * y[2] + 0.8 * y[3] + 0.05 * e[2],
        0.8 * y[2] - 0.6 * y[3] + 0.05 * e[3],
    ],
    "duplicated": lambda y, e: [y[i] + 0.4 * e[i] for i in range(4)] + [y[i] + 0.4 * e[i] for i in range(2)],
    "nonlinear": lambda y, e: [
        y[0] * y[0] * 0.2 + 0.4 * e[0],
        y[1] * y[1] * y[1] * 0.05 + y[0] * 0.1 + 0.4 * e[1],
        y[2] * y[3] + 0.4 * e[2],
        e[3],
        y[3] - 0.3 * y[2] * y[2] + 0.4 * e[4],
    ],
}


def concentration(rows):
    return 1 - np.array([entropy(row + 1e-11, base=len(row)) for row in rows])


def weighted(importance):
    weights = importance.sum(1) / importance.sum() if importance.sum() > 0 else np.full(len(importance), 1 / len(importance))
    return float((weights * concentration(importance)).sum())


def dci(importance, quality):
    """importance: codes by factors"""
    return {
        "disentanglement": weighted(importance),
        "completeness": weighted(importance.T),
        "plain": float(concentration(importance.T).mean()),
        "informativeness": float(np.mean(quality)),
    }


def boosted(x, targets, test, wanted, seed, categorical=None):
    """
    Importances (codes by factors), and per factor the accuracy on the test rows, or R2 of a factor that is a number.

    targets, wanted: a column per factor
    categorical: whether each factor is; all are if it is left out
    """
    kinds = [True] * len(targets) if categorical is None else categorical
    models = [
        (GradientBoostingClassifier if classes else GradientBoostingRegressor)(random_state=seed).fit(x, y)
        for y, classes in zip(targets, kinds)
    ]
    importance = np.stack([model.feature_importances_ for model in models], 1)
    return importance, [model.score(test, y) for model, y in zip(models, wanted)]


def lasso(x, targets, test, wanted):
    """Sizes of coefficients (codes by factors), and per factor the mean squared test error over the variance."""
    y, truth = np.stack(targets, 1), np.stack(wanted, 1)
    x, test = (x - x.mean(0)) / x.std(0), (test - x.mean(0)) / x.std(0)
    y, truth = (y - y.mean(0)) / y.std(0), (truth - y.mean(0)) / y.std(0)
    models = [Lasso(alpha=0.02, tol=1e-14, max_iter=1000000).fit(x, column) for column in y.T]
    errors = [((model.predict(test) - column) ** 2).mean() / column.var() for model, column in zip(models, truth.T)]
    return np.stack([np.abs(model.coef_) for model in models], 1), errors


def forest(x, targets, test, wanted, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    held, kept = order[: len(x) // 10], order[len(x) // 10 :]
    importance, quality = [], []
    for y, truth in zip(targets, wanted):
        models = [
            RandomForestClassifier(10, max_features=None, max_depth=depth, random_state=seed).fit(x[kept], y[kept])
            for depth in DEPTHS
        ]
        best = models[int(np.argmax([model.score(x[held], y[held]) for model in models]))]
        importance.append(best.feature_importances_)
        quality.append(best.score(test, truth))
    return np.stack(importance, 1), quality


def uniforms(state):
    """Knuth's linear congruential generator; its upper 31 bits."""
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        yield (state >> 33) / 2.0**31


def golden(folder):
    random = uniforms(20261122)
    rows = []
    for _ in range(ROWS + TEST):
        y = [int(next(random) * count) for count in VALUES]
        rows.append((y, [2 * next(random) - 1 for _ in range(NOISES)]))
    labels = np.array([y for y, _ in rows])
    targets, wanted = labels[:ROWS].T, labels[ROWS:].T
    cases = []
    for name, formula in formulas.items():
        codes = np.float32([formula(y, e) for y, e in rows])
        x, test = codes[:ROWS], codes[ROWS:]
        several = [dci(*boosted(x, targets, test, wanted, seed)) for seed in range(BOOSTED_SEEDS)]
        forests = [dci(*forest(x, targets, test, wanted, seed)) for seed in range(FOREST_SEEDS)]
        coefficients, errors = lasso(np.float64(x), np.float64(targets), np.float64(test), np.float64(wanted))
        cases.append(
            {
                "name": name,
                "boosted": {
                    key: {
                        "mean": float(np.mean([s[key] for s in several])),
                        "spread": float(np.ptp([s[key] for s in several])),
                    }
                    for key in several[0]
                },
                "lasso": dci(coefficients, [1 - error for error in errors]) | {"nrmse": float(np.mean(np.sqrt(errors)))},
                "forest": {
                    key: {
                        "mean": float(np.mean([s[key] for s in forests])),
                        "deviation": float(np.std([s[key] for s in forests], ddof=1)),
                    }
                    for key in forests[0]
                },
            }
        )
        print(name, cases[-1], file=sys.stderr)
    (pathlib.Path(folder) / "dci.json").write_text(json.dumps({"seeds": FOREST_SEEDS, "cases": cases}, indent=1))


if __name__ == "__main__":
    golden(sys.argv[1])
