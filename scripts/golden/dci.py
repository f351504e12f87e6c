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
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import Lasso

ROWS, TEST, VALUES, NOISES = 600, 300, (5, 4, 3, 2), 6
BOOSTED_SEEDS, FOREST_SEEDS = 5, 20
DEPTHS = (1, 2, 3, 4, 6, 8, 10, 12, 16, 20)
state = 20261122


def uniform():
    """Knuth's linear congruential generator; its upper 31 bits."""
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    return (state >> 33) / 2.0**31


rows = []
for _ in range(ROWS + TEST):
    y = [int(uniform() * count) for count in VALUES]
    rows.append((y, [2 * uniform() - 1 for _ in range(NOISES)]))
labels = np.array([y for y, _ in rows])

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


def boosted(x, seed):
    models = [GradientBoostingClassifier(random_state=seed).fit(x[:ROWS], y[:ROWS]) for y in labels.T]
    importance = np.stack([model.feature_importances_ for model in models], 1)
    return dci(importance, [model.score(x[ROWS:], y[ROWS:]) for model, y in zip(models, labels.T)])


def lasso(x):
    x, y = np.float64(x), np.float64(labels)
    x = (x - x[:ROWS].mean(0)) / x[:ROWS].std(0)
    y = (y - y[:ROWS].mean(0)) / y[:ROWS].std(0)
    models = [Lasso(alpha=0.02, tol=1e-14, max_iter=1000000).fit(x[:ROWS], t[:ROWS]) for t in y.T]
    errors = [((model.predict(x[ROWS:]) - t[ROWS:]) ** 2).mean() / t[ROWS:].var() for model, t in zip(models, y.T)]
    scores = dci(np.stack([np.abs(model.coef_) for model in models], 1), [1 - error for error in errors])
    return scores | {"nrmse": float(np.mean(np.sqrt(errors)))}


def forest(x, seed):
    order = np.random.default_rng(seed).permutation(ROWS)
    held, kept = order[: ROWS // 10], order[ROWS // 10 :]
    importance, quality = [], []
    for y in labels.T:
        models = [
            RandomForestClassifier(10, max_features=None, max_depth=depth, random_state=seed).fit(x[kept], y[kept])
            for depth in DEPTHS
        ]
        best = models[int(np.argmax([model.score(x[held], y[held]) for model in models]))]
        importance.append(best.feature_importances_)
        quality.append(best.score(x[ROWS:], y[ROWS:]))
    return dci(np.stack(importance, 1), quality)


cases = []
for name, formula in formulas.items():
    x = np.float32([formula(y, e) for y, e in rows])
    several = [boosted(x, seed) for seed in range(BOOSTED_SEEDS)]
    forests = [forest(x, seed) for seed in range(FOREST_SEEDS)]
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
            "lasso": lasso(x),
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
(pathlib.Path(sys.argv[1]) / "dci.json").write_text(json.dumps({"seeds": FOREST_SEEDS, "cases": cases}, indent=1))
