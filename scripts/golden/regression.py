#!/usr/bin/env python3
"""Golden numbers for kernel-r2, downstream-logistic, linear-probe-grid, collapse and redundancy, by scikit-learn 1.2.1, SciPy 1.10.1 and NumPy 1.24.2.

usage: regression.py FOLDER      (suite-metrics/src/test/resources/org/disentangle/metrics)

Writes regression.json. The codes are made here and again in RegressionGoldenTest from the suite's documented random streams, by sums and
products alone, so that both see the same float32 numbers.
"""
import json
import pathlib
import sys
import warnings

import numpy as np
from scipy.linalg import sqrtm
from sklearn.kernel_ridge import KernelRidge
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import r2_score
from sklearn.model_selection import GridSearchCV, StratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from seed_streams import Stream, permutation

SEED, TRAIN, TEST = 7, 900, 320
POINTS, BATCH, BATCHES = 840, 100, 3
SIZES = [10, 100, 400]
RIDGE = 1e-3
# To the minimum: a gradient of the sum over rows. Not lbfgs: whatever its tolerance, SciPy's ends where the objective changes by less than 2e-9 of itself.
LOGISTIC = dict(solver="newton-cg", tol=1e-6, max_iter=1000)


def uniform(name, rows, columns):
    stream = Stream(name, 0, SEED)
    return np.array([[2 * stream.next_double() - 1 for _ in range(columns)] for _ in range(rows)])


def data(rows, split):
    s = np.float32(uniform("golden/" + split, rows, 4)).astype(np.float64)
    noise = uniform("golden/noise/" + split, rows, 8)
    a, b, c, d = s.T
    codes = {
        "random": noise[:, :4],
        "identity": s,
        "rotated": np.stack([a + b + c + d, a - b + c - d, a + b - c - d, a - b - c + d], 1) / 2,
        "duplicated": np.stack([a, b, a, b], 1),
        "nonlinear": np.stack([a * a * a, b * b + 0.25 * noise[:, 0], c * d, a * d + 0.5 * noise[:, 1]], 1),
    }
    labels = {
        "shape": np.clip(np.floor((a + 0.5 * noise[:, 2] + 1) * 1.5), 0, 2).astype(int),
        "tone": (b + 0.5 * noise[:, 3] > 0.25).astype(int),
    }
    targets = {"position": np.stack([a, b * b], 1), "product": (c * d)[:, None]}
    return (
        {name: np.float32(values) for name, values in codes.items()},
        labels,
        {name: np.float32(values).astype(np.float64) for name, values in targets.items()},
    )


def parts(z):
    return {"z": z, "z0": z[:, :2], "z1": z[:, 2:]}


def drawn(name, rows, most, seed):
    return permutation(rows, Stream(name, 0, seed))[:most]


def kernel_r2(train, test, y, truth, seed, points, batch, batches):
    """targets: [rows, numbers]; test rows that do not fill a batch are left out, unless there is only one"""
    chosen = drawn("metric/kernel-r2/train", len(train), points, seed)
    tested = drawn("metric/kernel-r2/test", len(test), batch * batches, seed)
    scaler, target = StandardScaler().fit(train[chosen]), StandardScaler().fit(y[chosen])
    grid = {"alpha": [1, 0.1, 0.01, 0.001], "gamma": np.logspace(-2, 2, 4)}
    search = GridSearchCV(KernelRidge(kernel="rbf"), grid, cv=3).fit(scaler.transform(train[chosen]), target.transform(y[chosen]))
    predicted, wanted = search.predict(scaler.transform(test[tested])), target.transform(truth[tested])
    batch = min(batch, len(tested))
    scores = [r2_score(wanted[i : i + batch], predicted[i : i + batch]) for i in range(0, len(tested) - batch + 1, batch)]
    return float(np.mean(scores)), {
        "sd": float(np.std(scores)),
        "alpha": float(search.best_params_["alpha"]),
        "gamma": float(search.best_params_["gamma"]),
        "cross_validated": float(search.best_score_),
    }


def downstream(train, test, labels, truth, size, seed):
    rows = drawn("metric/downstream-logistic", len(train), size, seed)
    accuracies = []
    for name, column in labels.items():
        y = column[rows]
        if not 5 <= np.bincount(y).max() < size:
            return None
        model = make_pipeline(StandardScaler(), LogisticRegression(**LOGISTIC))
        values = np.logspace(-4, 4, 10)
        search = GridSearchCV(model, {"logisticregression__C": values}, cv=StratifiedKFold(5), refit=False)
        means = search.fit(np.float64(train[rows]), y).cv_results_["mean_test_score"]
        # The smallest of equals; rounding alone tells sums of the same accuracies in another order apart.
        model.set_params(logisticregression__C=values[np.argmax(means > means.max() - 1e-12)])
        accuracies.append(model.fit(np.float64(train[rows]), y).score(np.float64(test), truth[name]))
    return float(np.mean(accuracies))


def probe_grid(train, test, y, truth, seed):
    order = drawn("metric/linear-probe-grid", len(train), len(train), seed)
    held, kept = order[: round(0.2 * len(train))], order[round(0.2 * len(train)) :]

    def fitted(rows, penalty):
        model = make_pipeline(StandardScaler(), LogisticRegression(C=1 / penalty, multi_class="multinomial", **LOGISTIC))
        return model.fit(train[rows], y[rows])

    penalties = np.logspace(5, -6, 45)
    accuracies = [fitted(kept, penalty).score(train[held], y[held]) for penalty in penalties]
    best = int(np.argmax(accuracies))
    return float(fitted(order, penalties[best]).score(test, truth)), {
        "penalty": float(penalties[best]),
        "validation": float(accuracies[best]),
    }


def effective_rank(codes):
    singular = np.linalg.svd(codes - codes.mean(0), compute_uv=False)
    singular = singular[singular > 1e-6 * singular.max()]
    p = singular / singular.sum()
    return float(np.exp(-(p * np.log(p)).sum())), float((singular**2).sum() ** 2 / (singular**4).sum())


def whitening(x):
    return np.linalg.inv(np.real(sqrtm(x.T @ x / len(x) + RIDGE * np.eye(x.shape[1]))))


def redundancy(train, test):
    x, y = np.float64(test["z0"]), np.float64(test["z1"])
    x, y = x - x.mean(0), y - y.mean(0)
    kx, ky = x @ x.T, y @ y.T
    cka = (kx * ky).sum() / np.sqrt((kx * kx).sum() * (ky * ky).sum())
    x, y = x / x.std(0), y / y.std(0)
    cca = np.linalg.svd(whitening(x) @ (x.T @ y / len(x)) @ whitening(y), compute_uv=False).mean()
    return {"redundancy/cca": float(cca), "redundancy/cka": float(cka), "redundancy/r2": float(np.mean(cross_prediction(train, test)))}


def cross_prediction(train, test):
    """R2 of the second half read from the first, and of the first read from the second."""
    return [
        r2_score(test[b], LinearRegression().fit(train[a], train[b]).predict(test[a]))
        for a, b in (("z0", "z1"), ("z1", "z0"))
    ]


def main(folder):
    train, labels, targets = data(TRAIN, "train")
    test, truth, wanted = data(TEST, "test")
    scores = []

    def add(case, metric, block, factor, value, **details):
        scores.append({"case": case, "metric": metric, "block": block, "factor": factor, "value": value, "details": details})

    for case in train:
        blocks, tested = parts(train[case]), parts(test[case])
        for block in blocks:
            x, x_test = np.float64(blocks[block]), np.float64(tested[block])
            for factor in targets:
                value, details = kernel_r2(x, x_test, targets[factor], wanted[factor], SEED, POINTS, BATCH, BATCHES)
                add(case, "kernel-r2", block, factor, value, **details)
            for size in SIZES:
                value = downstream(x, x_test, labels, truth, size, SEED)
                if value is not None:
                    add(case, f"downstream-logistic/{size}", block, "", value)
            for factor in labels:
                value, details = probe_grid(x, x_test, labels[factor], truth[factor], SEED)
                add(case, "linear-probe-grid", block, factor, value, **details)
            rank, ratio = effective_rank(x_test)
            add(case, "collapse/effective-rank", block, "", rank)
            add(case, "collapse/participation-ratio", block, "", ratio)
            add(case, "collapse/mean-deviation", block, "", float(x_test.std(0).mean()))
        for metric, value in redundancy({k: np.float64(v) for k, v in blocks.items()}, {k: np.float64(v) for k, v in tested.items()}).items():
            add(case, metric, "z", "", value)
        print(case, file=sys.stderr)
    (pathlib.Path(folder) / "regression.json").write_text(json.dumps({"seed": SEED, "scores": scores}, indent=0))


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    main(sys.argv[1])
