#!/usr/bin/env python3
"""Golden numbers for the metrics of information, robustness and votes, made with scikit-learn 1.2.1, NumPy 1.24.2, SciPy 1.10.1.

usage: information.py FOLDER      (suite-metrics/src/test/resources/org/disentangle/metrics)
       information.py --time N DIM SETTING...   seconds that each takes on N rows of DIM codes and five factors, with the
                                                solvers as the reference code calls them; for docs/performance.md

Writes information.json: codes (float32), factors, drawn rows for the votes, and what each definition gives. The
definitions are written down here a second time, plainly, with scikit-learn's estimators where the reference code calls them:
everything is computed in double precision from the float32 codes. Solvers run to the optimum, where the reference code stops
earlier: LinearSVC with dual=False and tol=1e-12 (the same objective), LogisticRegression with newton-cg and tol=1e-10.
"""
import json
import pathlib
import sys
import time
import warnings

import numpy as np
import scipy.linalg
from scipy.special import digamma
from sklearn.datasets import load_digits
from sklearn.feature_selection import mutual_info_classif
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, mutual_info_score, roc_auc_score
from sklearn.svm import LinearSVC

warnings.filterwarnings("ignore")
BINS = 20
# How far scikit-learn's estimates of mutual information are from the plain ones, by block.
NEIGHBORS = []
# Solvers that run to the optimum; for timing, what the reference code calls.
SUPPORT_VECTORS = dict(dual=False, tol=1e-12, max_iter=100000)
LOGISTIC = dict(solver="newton-cg", tol=1e-10, max_iter=10000)
UNPENALISED = dict(solver="newton-cg", tol=1e-10, max_iter=1000)


def binned(values, like=None):
    """Number of left edges not above the value, less 1; values outside the range of `like` go to the outermost bins."""
    like = values if like is None else like
    edges = np.histogram_bin_edges(np.float64(like), BINS)
    return np.clip(np.digitize(values, edges[:-1]) - 1, 0, BINS - 1)


def information(codes, classes):
    return np.array([[mutual_info_score(binned(c), y) for y in classes] for c in codes.T])


def entropy(y):
    return mutual_info_score(y, y)


def gap(column):
    first, second = np.sort(column)[::-1][:2]
    return first - second


def mig(data, train, test):
    mi = information(test, data.test_classes)
    return {"mig": [gap(mi[:, j]) / entropy(y) for j, y in enumerate(data.test_classes)]}


def template(mi):
    squares = mi**2
    largest = squares.max(1)
    with np.errstate(all="ignore"):
        each = 1 - (squares.sum(1) - largest) / (largest * (mi.shape[1] - 1))
    each[largest == 0] = 0
    return each.mean()


def modularity(data, train, test):
    return {"modularity": template(information(test, data.test_classes))}


def modularity_deviation(data, train, test):
    def bits(x, y):
        joint = np.zeros((BINS, y.max() + 1))
        np.add.at(joint, (x, y), 1 / len(x))
        margins = joint.sum(1, keepdims=True) * joint.sum(0, keepdims=True)
        counted = joint >= 1e-4
        return (joint[counted] * np.log2(joint[counted] / margins[counted])).sum()

    mi = np.array([[bits(binned(c), y) for y in data.test_classes] for c in test.T])
    return {"modularity/deviation": 1 - template(mi)}


def explicitness(data, train, test):
    mean, deviation = train.mean(0), train.std(0)
    scores = []
    for y, truth in zip(data.train_classes, data.test_classes):
        model = LogisticRegression(C=1, **LOGISTIC)
        model.fit((train - mean) / deviation, y)
        probabilities = model.predict_proba((test - mean) / deviation)
        # A value that no training row has is told by nothing; one that no test row has, or all have, is left out.
        told = dict(zip(model.classes_, probabilities.T))
        values = np.unique(truth)
        scores.append(np.mean([roc_auc_score(truth == c, told.get(c, np.zeros(len(truth)))) for c in values]))
    return {"explicitness": scores}


def squared_correlation(x, y):
    covariance = np.cov(x, y, ddof=1)
    return covariance[0, 1] ** 2 / (covariance[0, 0] * covariance[1, 1]) if covariance[0, 0] > 1e-12 else 0


def accuracy(x, y, other, truth):
    model = LinearSVC(C=0.01, class_weight="balanced", **SUPPORT_VECTORS).fit(x[:, None], y)
    return (model.predict(other[:, None]) == truth).mean()


def sap(data, train, test, discrete=True):
    scores = []
    for j in range(data.columns):
        if discrete and data.categorical[j]:
            y, truth = data.train_classes[j], data.test_classes[j]
            scores.append(gap([accuracy(train[:, i], y, test[:, i], truth) for i in range(test.shape[1])]))
        else:
            scores.append(gap([squared_correlation(c, data.test_numbers[j]) for c in test.T]))
    return {"sap": scores}


def irs(data, train, test, quantile=0.99):
    codes = test[:, test.var(0) > 0]
    largest = np.abs(codes - codes.mean(0)).max(0)
    matrix = np.zeros((codes.shape[1], data.columns))
    for j in range(data.columns):
        values = binned(data.test_numbers[j]) if data.categorical[j] else data.test_classes[j]
        for v in np.unique(values):
            rows = codes[values == v]
            matrix[:, j] += np.quantile(np.abs(rows - rows.mean(0)), quantile, axis=0) / len(np.unique(values))
    return {"irs": np.average((1 - matrix / largest[:, None]).max(1), weights=largest)}


def ross(x, y, neighbors=3):
    """Ross (2014) by all pairs. scikit-learn's mutual_info_classif, which the authors call, is held beside it below."""
    kept = np.bincount(y)[y] > 1
    x, y = x[kept] / x[kept].std(), y[kept]
    distance = np.abs(x[:, None] - x[None])
    others, nearest, closer = np.empty(len(x)), np.empty(len(x)), np.empty(len(x))
    for value in np.unique(y):
        rows = np.flatnonzero(y == value)
        k = min(neighbors, len(rows) - 1)
        radius = np.sort(distance[np.ix_(rows, rows)], axis=1)[:, k]
        others[rows], nearest[rows] = len(rows), k
        # The row itself and all that are closer than its k-th neighbour.
        closer[rows] = (distance[rows] < radius[:, None]).sum(1)
    total = sum((digamma(nearest) - digamma(others) - digamma(closer)).tolist())
    return max(0, digamma(len(x)) + total / len(x))


def infomec(data, train, test):
    return {**infomec_shares(data, test), **infomec_explicitness(data, test)}


def infomec_shares(data, test):
    ranges = np.ptp(test, axis=0)
    active = ranges > ranges.max() / 8
    theirs = np.array(
        [mutual_info_classif(test, y, discrete_features=False, n_neighbors=3, random_state=0) / entropy(y) for y in data.test_classes]
    ).T[active]
    if SUPPORT_VECTORS:
        nmi = np.array([[ross(column, y) / entropy(y) for y in data.test_classes] for column in test.T])[active]
        NEIGHBORS.append(np.abs(nmi - theirs).max())
    else:
        nmi = theirs  # timed, as the authors call it
    # Dimensions that tell about nothing are left out, and so are factors that nothing is told about.
    telling, told = nmi[nmi.sum(1) > 0], nmi[:, nmi.sum(0) > 0]
    k, a = data.columns, active.sum()
    return {
        "infomec/modularity": ((telling.max(1) / telling.sum(1)).mean() - 1 / k) / (1 - 1 / k),
        "infomec/compactness": ((told.max(0) / told.sum(0)).mean() - 1 / a) / (1 - 1 / a) if a > 1 else np.nan,
        "infomec/modularity-gap": np.mean([gap(row) for row in nmi]),
        "infomec/compactness-gap": np.mean([gap(column) for column in nmi.T]) if a > 1 else np.nan,
    }


def infomec_explicitness(data, test):
    x = (test - test.mean(0)) / test.std(0)
    told = []
    for j, y in enumerate(data.test_classes):
        if data.categorical[j]:
            settings = dict(penalty=None, class_weight="balanced", multi_class="multinomial", **UNPENALISED)
            model, null = LogisticRegression(**settings).fit(x, y), LogisticRegression(**settings).fit(0 * x, y)
            without = log_loss(y, null.predict_proba(0 * x))
            told.append((without - log_loss(y, model.predict_proba(x))) / without)
        else:
            # Not LinearRegression: its cut-off keeps directions that repeated columns leave to rounding, and misses the least squares.
            y = data.test_numbers[j] - data.test_numbers[j].mean()
            told.append(1 - ((y - x @ np.linalg.lstsq(x, y, rcond=1e-10)[0]) ** 2).sum() / (y**2).sum())
    return {"infomec/explicitness": told}


def unsupervised(data, train, test):
    c = np.atleast_2d(np.cov(test.T))
    root = scipy.linalg.sqrtm(c * np.diag(c)[:, None])
    wasserstein = np.real(2 * np.trace(c) - 2 * np.trace(root))
    bins = [binned(column) for column in test.T]
    d = len(bins)
    pairs = [mutual_info_score(bins[i], bins[j]) for i in range(d) for j in range(d) if i != j]
    scores = {
        "unsupervised/total-correlation": 0.5 * (np.log(np.diag(c)).sum() - np.linalg.slogdet(c)[1]),
        "unsupervised/wasserstein": wasserstein,
        "unsupervised/wasserstein-normalized": wasserstein / np.trace(c),
        "unsupervised/mutual-information": np.mean(pairs),
    }
    if np.linalg.matrix_rank(c) < d:
        del scores["unsupervised/total-correlation"]
    return scores


def factor_vae(data, train, test, threshold=0):
    variance = train.var(0, ddof=1)
    active = np.flatnonzero((variance > 0) & (np.sqrt(variance) >= threshold))
    if len(active) == 0:
        return {"factor-vae": 0.0}

    def votes(codes, draws):
        return [
            (active[np.argmin(codes[rows][:, active].var(0, ddof=1) / variance[active])], factor)
            for factor, rows in zip(draws["factors"], draws["batches"])
        ]

    table = np.zeros((train.shape[1], data.columns))
    for winner, factor in votes(train, data.draws["train"]):
        table[winner, factor] += 1
    stands_for = table.argmax(1)
    return {"factor-vae": np.mean([stands_for[winner] == factor for winner, factor in votes(test, data.draws["test"])])}


def beta_vae(data, train, test):
    def points(codes, draws):
        return np.float32([np.abs(codes[p[:, 0]] - codes[p[:, 1]]).mean(0) for p in draws["pairs"]])

    model = LogisticRegression(**LOGISTIC)
    model.fit(np.float64(points(train, data.draws["train"])), data.draws["train"]["factors"])
    return {"beta-vae": model.score(np.float64(points(test, data.draws["test"])), data.draws["test"]["factors"])}


METRICS = {
    "mig": mig,
    "modularity": modularity,
    "modularity deviation": modularity_deviation,
    "explicitness": explicitness,
    "sap": sap,
    "sap continuous": lambda *a: sap(*a, discrete=False),
    "irs": irs,
    "irs largest": lambda *a: irs(*a, quantile=1),
    "infomec": infomec,
    "unsupervised": unsupervised,
    "factor-vae": factor_vae,
    "factor-vae threshold": lambda *a: factor_vae(*a, threshold=0.5),
    "beta-vae": beta_vae,
}


class Data:
    """Factors of training and test rows: columns of numbers, as numbers and as classes."""

    def __init__(self, name, factors, numbers, train_rows):
        self.name, self.factors, self.train_rows = name, factors, train_rows
        self.columns, self.names = len(factors), list(factors)
        self.categorical = [factors[f] > 0 for f in factors]
        self.train_numbers = [np.float64(column[:train_rows]) for column in numbers]
        self.test_numbers = [np.float64(column[train_rows:]) for column in numbers]

        def classes(columns):
            return [
                np.int64(c) if categorical else binned(c, t)
                for c, t, categorical in zip(columns, self.train_numbers, self.categorical)
            ]

        self.train_classes, self.test_classes = classes(self.train_numbers), classes(self.test_numbers)

    def draw(self, random, counts, batch):
        self.draws = {}
        for split, classes in (("train", self.train_classes), ("test", self.test_classes)):
            factors = random.integers(0, self.columns, counts[split])
            by_value = [[np.flatnonzero(y == v) for v in np.unique(y)] for y in classes]
            by_value = [[rows for rows in values if len(rows) >= 5] for values in by_value]
            batches, pairs = [], []
            for f in factors:
                batches.append(random.choice(by_value[f][random.integers(len(by_value[f]))], batch))
                pairs.append([random.choice(by_value[f][random.integers(len(by_value[f]))], 2, replace=False) for _ in range(batch)])
            self.draws[split] = {"factors": factors, "batches": np.array(batches), "pairs": np.array(pairs)}


def synthetic(random, rows, train_rows, dimension):
    factors = {"shape": 4, "tone": 5, "side": 2, "position": 0}
    numbers = [random.integers(0, k, rows) if k else np.float32(np.round(random.uniform(-2, 2, rows), 5)) for k in factors.values()]
    data = Data("synthetic", factors, numbers, train_rows)
    noise = random.normal(size=(rows, dimension))
    identity = 0.1 * noise
    identity[:, : len(numbers)] += np.array(numbers).T
    rotation, _ = np.linalg.qr(random.normal(size=(dimension, dimension)))
    duplicated = identity.copy()
    duplicated[:, 4] = identity[:, 0] + 0.05 * noise[:, 5]
    duplicated[:, 5] = identity[:, 3]
    bent = np.stack([np.sin(identity[:, 0]), np.exp(identity[:, 1] / 2), identity[:, 2] * identity[:, 3], identity[:, 3] ** 2, noise[:, 0], 0.5 + 0.04 * noise[:, 1]], 1)
    codes = {"random": noise, "identity": identity, "rotated": identity @ rotation, "duplicated": duplicated, "nonlinear": bent}
    return data, codes


def real(train_rows):
    """Principal components of scikit-learn's digits (8x8 pictures from UCI); factors are the digit and how much ink it took."""
    digits = load_digits()
    pictures, ink = digits.data[:600], digits.data[:600].sum(1)
    centred = pictures - pictures.mean(0)
    components = np.linalg.svd(centred, full_matrices=False)[2][:6]
    components *= np.sign(components[np.arange(6), np.abs(components).argmax(1)])[:, None]
    factors = {"digit": 10, "weight": 3, "ink": 0}
    numbers = [digits.target[:600], np.digitize(ink, np.quantile(ink, [1 / 3, 2 / 3])), np.float32(ink)]
    return Data("digits", factors, numbers, train_rows), {"components": centred @ components.T / 10}


def golden(folder):
    random = np.random.default_rng(20261122)
    data_sets = []
    for data, codes in (synthetic(random, 500, 300, 6), real(350)):
        data.draw(random, {"train": 150, "test": 80}, 12)
        codes = {block: np.float32(values) for block, values in codes.items()}
        for block, values in codes.items():
            ties = [j for j, column in enumerate(values[data.train_rows :].T) if len(np.unique(column)) < len(column)]
            assert not ties, f"{block} has ties in {ties}: what neighbours say would depend on noise"
        scores = []
        for block, values in codes.items():
            values = np.float64(values)
            train, test = values[: data.train_rows], values[data.train_rows :]
            for setting, metric in METRICS.items():
                for name, value in metric(data, train, test).items():
                    entry = {"setting": setting, "score": name, "block": block}
                    if np.ndim(value):
                        scores.append({**entry, "factor": "", "value": float(np.mean(value))})
                        scores += [{**entry, "factor": f, "value": float(v)} for f, v in zip(data.names, value)]
                    else:
                        scores.append({**entry, "factor": "", "value": float(value)})
        numbers = [np.concatenate(pair) for pair in zip(data.train_numbers, data.test_numbers)]
        data_sets.append(
            {
                "name": data.name,
                "factors": data.factors,
                "trainRows": data.train_rows,
                "numbers": [[round(float(v), 5) if v % 1 else int(v) for v in column] for column in numbers],
                "dimension": 6,
                "codes": {block: [float(str(v)) for v in values.flatten()] for block, values in codes.items()},
                "draws": {
                    split: {key: np.ravel(value).tolist() for key, value in draws.items()} for split, draws in data.draws.items()
                },
                "scores": scores,
            }
        )
    (pathlib.Path(folder) / "information.json").write_text(json.dumps(data_sets, separators=(",", ":")) + "\n")
    print("largest difference to mutual_info_classif, by block:", [float(f"{difference:.1e}") for difference in NEIGHBORS])


def timed(rows, dimension, settings):
    SUPPORT_VECTORS.clear()
    LOGISTIC.clear()
    UNPENALISED.update(solver="lbfgs", tol=1e-4, max_iter=100)
    random = np.random.default_rng(1)
    factors = {f"f{k}": k for k in (3, 4, 6, 8, 10)}
    numbers = [random.integers(0, k, 2 * rows) for k in factors.values()]
    codes = random.normal(size=(2 * rows, dimension))
    for j, column in enumerate(numbers):
        codes[:, j] += column
    data = Data("timed", factors, numbers, rows)
    if any(setting.endswith("vae") for setting in settings):
        data.draw(random, {"train": 10000, "test": 5000}, 64)
    for setting in settings:
        wall, processor = time.perf_counter(), time.process_time()
        METRICS[setting](data, codes[:rows], codes[rows:])
        print(f"{setting:14s} {time.perf_counter() - wall:8.2f} s, {time.process_time() - processor:8.2f} s of processors", flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "--time":
        timed(int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
    else:
        golden(sys.argv[1])
