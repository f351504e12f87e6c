#!/usr/bin/env python3
"""The agreement table: every score of `suite score` beside the same from scikit-learn, SciPy and NumPy alone.

usage: agreement.py [--sets NAME,...] [--keep FOLDER]      writes docs/agreement.md and docs/agreement.csv; some minutes
       agreement.py --trained FOLDER                       makes scripts/agreement/trained.npz from a run's kept codes

Made with scikit-learn 1.2.1, SciPy 1.10.1 and NumPy 1.24.2. Code sets are made here (see `code_sets`) and given to the suite's own
command as files; the references are the definitions that scripts/golden writes down, on the same files. Where a metric draws rows, the
reference draws the same from the documented seed streams. --sets takes some code sets only and writes nothing under docs, --keep
leaves the files and what the suite said of them in a folder.

The codes of the set `trained` come from

    suite run scripts/agreement/trained.yaml --out FOLDER && scripts/agreement.py --trained FOLDER
"""
import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
import csv
import itertools
import json
import multiprocessing
import pathlib
import subprocess
import sys
import tempfile
import time
import warnings

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts/golden"))

import numpy as np
from sklearn.datasets import load_digits
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LinearRegression
from sklearn.metrics import r2_score
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

import dci
import information
import metrics
import regression
from seed_streams import Stream, permutation

SEED = 0
TRAIN, TEST = 1000, 500
TRAINED = ROOT / "scripts/agreement/trained.npz"
WHOLE = "codes"
SIZES = (10, 100, 1000, 10000)
# How often trees are grown with scikit-learn's random choice among equal columns, and noise is drawn that breaks ties.
BOOSTED_SEEDS, FOREST_SEEDS, NOISE_SEEDS = 3, 12, 10
EXACT, TREES = 1e-6, 0.01
TREE_METRICS = ("dci-gbt", "dci-forest", "downstream-gbt")


class CodeSet:
    """
    Codes and factors of training and test rows, as they stand in the files.

    factors: name -> number of values, 0 of a continuous factor; categorical ones first, as the suite orders them
    blocks: name -> (from, to), which follow one another and are all of the codes
    """

    def __init__(self, name, family, codes, factors, columns, blocks):
        self.name, self.family, self.factors = name, family, factors
        codes, columns = np.float32(codes), [np.float64(np.float32(column)) for column in columns]
        rows = len(codes) - TEST
        self.train, self.test = codes[:rows], codes[rows:]
        self.targets, self.wanted = [c[:rows] for c in columns], [c[rows:] for c in columns]
        self.parts = {block: slice(*ends) for block, ends in blocks.items()}
        self.blocks = {WHOLE: slice(0, codes.shape[1]), **self.parts}
        self.names, self.categorical = list(factors), [values > 0 for values in factors.values()]
        self.data = information.Data(name, factors, columns, rows)

    def labels(self):
        """Of the categorical factors: name, number of values, training and test labels."""
        for name, values, target, wanted in zip(self.names, self.factors.values(), self.targets, self.wanted):
            if values:
                yield name, values, np.int64(target), np.int64(wanted)

    def numbers(self):
        """Of the continuous factors: name, training and test numbers."""
        for name, values, target, wanted in zip(self.names, self.factors.values(), self.targets, self.wanted):
            if not values:
                yield name, target, wanted

    def arguments(self, folder):
        for split, codes, columns in (("train", self.train, self.targets), ("test", self.test, self.wanted)):
            np.savez(folder / f"{self.name}-{split}.npz", codes=codes, factors=np.stack(columns, 1))
        kinds = ",".join(f"{f}:{'categorical' if values else 'continuous'}" for f, values in self.factors.items())
        blocks = ",".join(f"{block}={part.start}:{part.stop}" for block, part in self.parts.items())
        files = [str(folder / f"{self.name}-train.npz"), "--test", str(folder / f"{self.name}-test.npz")]
        return files + ["--factors", kinds, "--blocks", blocks, "--seed", str(SEED), "--details", "--format", "json"]


def synthetic(random):
    """Codes of four independent factors: two of classes, an evenly and a normally distributed number."""
    rows = TRAIN + TEST
    factors = {"shape": 4, "side": 2, "place": 0, "turn": 0}
    columns = [random.integers(0, 4, rows), random.integers(0, 2, rows), random.uniform(-2, 2, rows), random.normal(size=rows)]
    # Each half has a number among its codes, so that no two rows of a half are equal.
    shape, side, place, turn = ((c - c[:TRAIN].mean()) / c[:TRAIN].std() for c in columns)
    identity = np.stack([shape, place, side, turn], 1)

    def rotation():
        return np.linalg.qr(random.normal(size=(4, 4)))[0]

    bent = identity @ rotation()
    bent = (bent + 0.9 * np.sin(bent)) @ rotation()
    halves = {"z0": (0, 2), "z1": (2, 4)}
    yield CodeSet("identity", "synthetic", identity, factors, columns, halves)
    # A part of one dimension, of which some scores are undefined.
    yield CodeSet("random", "synthetic", random.normal(size=(rows, 5)), factors, columns, {"z0": (0, 4), "z1": (4, 5)})
    yield CodeSet("rotated", "synthetic", identity @ rotation(), factors, columns, halves)
    noisy = identity + 0.3 * random.normal(size=identity.shape)
    yield CodeSet("duplicated", "synthetic", np.hstack([identity, noisy]), factors, columns, {"z0": (0, 4), "z1": (4, 8)})
    # Invertible: each step of sines has a positive slope, each cubic too.
    yield CodeSet("nonlinear", "synthetic", bent + 0.1 * bent**3, factors, columns, halves)


def real(random):
    """The first six principal components of scikit-learn's digits, 8x8 pictures from UCI, by the training rows."""
    digits = load_digits()
    chosen = random.permutation(len(digits.data))[: TRAIN + TEST]
    pictures = digits.data[chosen]
    ink = pictures.sum(1)
    across, down = np.tile(np.arange(8), 8), np.repeat(np.arange(8), 8)
    x, y = pictures @ across / ink, pictures @ down / ink
    off_x, off_y = across - x[:, None], down - y[:, None]
    slant = (pictures * off_x * off_y).sum(1) / (pictures * off_y**2).sum(1)
    centred = pictures - pictures[:TRAIN].mean(0)
    components = np.linalg.svd(centred[:TRAIN], full_matrices=False)[2][:6]
    components *= np.sign(components[np.arange(6), np.abs(components).argmax(1)])[:, None]
    weight = np.digitize(ink, np.quantile(ink, [1 / 3, 2 / 3]))
    factors = {"digit": 10, "weight": 3, "slant": 0, "width": 0}
    columns = [digits.target[chosen], weight, slant, np.sqrt((pictures * off_x**2).sum(1) / ink)]
    yield CodeSet("real", "real", centred @ components.T / 10, factors, columns, {"z0": (0, 3), "z1": (3, 6)})


def trained():
    """Codes of an encoder that was trained; see above."""
    kept = np.load(TRAINED)
    factors = dict(zip(kept["names"].tolist(), kept["values"].tolist()))
    blocks = dict(zip(kept["blocks"].tolist(), kept["ends"].tolist()))
    yield CodeSet("trained", "trained", kept["codes"], factors, kept["factors"].T, blocks)


def code_sets():
    return [*synthetic(np.random.default_rng(20261122)), *real(np.random.default_rng(20261123)), *trained()]


def keep_trained(folder):
    """From the output folder of scripts/agreement/trained.yaml: z with its content and styles, shape, colour and place."""
    (described,) = pathlib.Path(folder).glob("trials/*/codes.json")
    splits = [np.load(described.parent / f"codes-{split}.npz") for split in ("train", "test")]
    rows = [slice(0, TRAIN), slice(0, TEST)]
    known = [factor["name"] for factor in json.loads(described.read_text())["factors"]]
    factors = {name: 1 + max(split["factors"][:, known.index(name)].max() for split in splits) for name in ("shape", "color")}
    # The first two of `numbers` are the place.
    columns = [
        np.hstack([split["factors"][r][:, [known.index(name) for name in factors]], split["numbers"][r][:, :2]])
        for split, r in zip(splits, rows)
    ]
    parts = [b for b in json.loads(described.read_text())["blocks"] if b["whole"] == "z" and b["name"] != "z"]
    np.savez_compressed(
        TRAINED,
        codes=np.vstack([split["z"][r] for split, r in zip(splits, rows)]),
        factors=np.float32(np.vstack(columns)),
        names=[*factors, "x", "y"],
        values=[*factors.values(), 0, 0],
        blocks=[part["name"] for part in parts],
        ends=[[part["start"], part["start"] + part["length"]] for part in parts],
    )


# References. Each gives {(score, block, factor): value}; a score that is not there is undefined.


def by_factor(values, score, block, names):
    """A score of each factor, and their mean."""
    return {(score, block, ""): np.mean(values), **{(score, block, name): value for name, value in zip(names, values)}}


def information_scores(codes, draws):
    """Scores of scripts/golden/information.py."""
    data, scores = codes.data, {}
    for block, part in codes.blocks.items():
        train, test = np.float64(codes.train[:, part]), np.float64(codes.test[:, part])
        single = train.shape[1] == 1
        found = {}
        for metric in (information.modularity, information.explicitness, information.irs, information.unsupervised):
            found |= metric(data, train, test)
        if single:
            del found["unsupervised/mutual-information"]
        else:
            found |= information.mig(data, train, test) | information.sap(data, train, test)
        found |= information.infomec_explicitness(data, test)
        for metric in ("factor-vae", "beta-vae"):
            data.draws = draws[metric]
            found |= information.METRICS[metric](data, train, test)
        for score, value in found.items():
            scores |= by_factor(value, score, block, codes.names) if np.ndim(value) else {(score, block, ""): value}
        scores |= shares(data, test, block)
    return scores


def shares(data, test, block):
    """
    InfoMEC's modularity and compactness, of several draws of its noise: where codes repeat, or two lie at the same distance (which float32 codes
    do now and then), it decides who is near.
    """
    noises = np.random.default_rng(SEED)
    found = [
        information.infomec_shares(data, test + 1e-10 * test.std(0) * noises.normal(size=test.shape)) for _ in range(NOISE_SEEDS)
    ]
    # So far is one draw from the mean of several, but for one in about 10,000.
    width = 4 * np.sqrt(1 + 1 / NOISE_SEEDS)
    scores = {score: [one[score] for one in found] for score in found[0]}
    return {(score, block, ""): Several(values, EXACT + width * np.std(values, ddof=1)) for score, values in scores.items()}


class Several(float):
    """The mean of several references that differ by what they draw, and within how much of it."""

    def __new__(cls, values, tolerance):
        self = super().__new__(cls, np.mean(values))
        self.values, self.tolerance = values, tolerance
        return self

    def __getnewargs__(self):
        return self.values, self.tolerance


def drawable(classes):
    return [rows for rows in (np.flatnonzero(classes == v) for v in np.unique(classes)) if len(rows) >= 10]


def vote_draws(codes):
    """Rows of the votes and pairs, from the documented streams; the same for all code sets with the same factors."""
    data = codes.data
    splits = {"train": [drawable(y) for y in data.train_classes], "test": [drawable(y) for y in data.test_classes]}
    kept = [j for j in range(data.columns) if all(len(values[j]) >= 2 for values in splits.values())]
    assert kept == list(range(data.columns)), "a factor without values to draw: not written down here"
    draws = {"factor-vae": {}, "beta-vae": {}}
    for split, count in (("train", 10000), ("test", 5000)):
        values = splits[split]
        below = Stream(f"metric/factor-vae/{split}", 0, SEED).below
        factors, batches = np.empty(count, int), np.empty((count, 64), np.int32)
        for i in range(count):
            factors[i] = below(len(kept))
            rows = values[factors[i]][below(len(values[factors[i]]))]
            batches[i] = rows[[below(len(rows)) for _ in range(64)]]
        draws["factor-vae"][split] = {"factors": factors, "batches": batches}
        below = Stream(f"metric/beta-vae/{split}", 0, SEED).below
        factors, pairs = np.empty(count, int), np.empty((count, 64, 2), np.int32)
        for i in range(count):
            factors[i] = below(len(kept))
            for k in range(64):
                rows = values[factors[i]][below(len(values[factors[i]]))]
                first, second = below(len(rows)), below(len(rows) - 1)
                pairs[i, k] = rows[first], rows[second + (second >= first)]
        draws["beta-vae"][split] = {"factors": factors, "pairs": pairs}
    return draws


def dci_scores(metric, codes, block, importance, quality, numbers):
    """
    All scores of one metric and block.

    quality: per factor the accuracy, or R2
    numbers: whether each factor's quality is an R2
    """
    scores = {}

    def concentrated(importance, disentanglement, completeness):
        found = dci.dci(importance, quality)
        scores[disentanglement, block, ""] = found["disentanglement"]
        if len(importance) > 1:
            scores[completeness, block, ""] = found["completeness"]
            for name, value in zip(codes.names, dci.concentration(importance.T)):
                scores[completeness, block, name] = value

    concentrated(importance, f"{metric}/disentanglement", f"{metric}/completeness")
    if block == WHOLE:
        parts = np.array([importance[part].sum(0) for part in codes.parts.values()])
        concentrated(parts, f"{metric}/block-disentanglement", f"{metric}/block-completeness")
    relative = [np.sqrt(max(0, 1 - value)) for value, number in zip(quality, numbers) if number]
    named = [name for name, number in zip(codes.names, numbers) if number]
    if relative:
        scores |= by_factor(relative, f"{metric}/nrmse", block, named)
    scores |= by_factor(quality, f"{metric}/informativeness", block, codes.names)
    if len(set(numbers)) > 1:
        del scores[f"{metric}/informativeness", block, ""]
    return scores


def several(draw, seeds):
    """The mean over seeds of what a function of a seed gives."""
    found = [draw(seed) for seed in seeds]
    return {key: Several([one[key] for one in found], TREES) for key in found[0]}


def tree_scores(codes):
    scores = {}
    numbers = [not categorical for categorical in codes.categorical]
    targets = [np.int64(y) if c else y for y, c in zip(codes.targets, codes.categorical)]
    wanted = [np.int64(y) if c else y for y, c in zip(codes.wanted, codes.categorical)]
    order = permutation(len(codes.train), Stream("metric/downstream-gbt/rows", 0, SEED))
    for block, part in codes.blocks.items():
        train, test = codes.train[:, part], codes.test[:, part]

        def boosted(seed):
            found = dci.boosted(train, targets, test, wanted, seed, codes.categorical)
            return dci_scores("dci-gbt", codes, block, *found, numbers)

        def forest(seed):
            found = drawn_forest(codes, block, train, targets, test, wanted, seed)
            return dci_scores("dci-forest", codes, block, *found, numbers)

        def downstream(seed):
            return {
                (f"downstream-gbt/{size}", block, ""): np.mean(
                    [few(train[order[:size]], y[order[:size]], test, truth, seed) for _, _, y, truth in codes.labels()]
                )
                for size in SIZES
                if size <= len(train)
            }

        for draw, seeds in ((boosted, BOOSTED_SEEDS), (forest, FOREST_SEEDS), (downstream, BOOSTED_SEEDS)):
            scores |= several(draw, range(seeds))
        found = dci.lasso(np.float64(train), codes.targets, np.float64(test), codes.wanted)
        scores |= dci_scores("dci-lasso", codes, block, found[0], [1 - error for error in found[1]], [True] * len(targets))
    return scores


def few(x, y, test, truth, seed):
    if len(np.unique(y)) == 1:
        return (truth == y[0]).mean()
    return GradientBoostingClassifier(random_state=seed).fit(x, y).score(test, truth)


class CutTree:
    """A tree of scikit-learn's, and the node in which each of some rows ends if it is cut at a depth: a tree of a lesser depth is its beginning."""

    def __init__(self, model, *rows):
        self.tree, self.columns = model.tree_, model.n_features_in_
        left, right = self.tree.children_left, self.tree.children_right
        self.level = np.zeros(self.tree.node_count, int)
        for node in np.flatnonzero(left >= 0):
            self.level[[left[node], right[node]]] = self.level[node] + 1
        self.nodes = []
        for x in rows:
            path = [np.zeros(len(x), int)]
            for _ in range(max(dci.DEPTHS)):
                node = path[-1]
                goes_left = x[np.arange(len(x)), np.maximum(self.tree.feature[node], 0)] <= self.tree.threshold[node]
                path.append(np.where(left[node] < 0, node, np.where(goes_left, left[node], right[node])))
            self.nodes.append(path)

    def values(self, rows, depth):
        """Shares of the classes, or the number, of each of the rows."""
        values = self.tree.value[self.nodes[rows][depth], 0]
        return values / values.sum(1, keepdims=True) if values.shape[1] > 1 else values

    def importances(self, depth):
        tree = self.tree
        split = np.flatnonzero((tree.children_left >= 0) & (self.level < depth))
        weighted = tree.impurity * tree.weighted_n_node_samples
        decreases = weighted[split] - weighted[tree.children_left[split]] - weighted[tree.children_right[split]]
        sums = np.bincount(tree.feature[split], decreases, self.columns)
        return sums / sums.sum() if sums.sum() > 0 else sums


def drawn_forest(codes, block, train, targets, test, wanted, seed):
    """
    Importances and quality of forests whose rows are those of the documented streams: scikit-learn's trees, put together as its forests do.
    The seed chooses among equal columns.
    """
    mean, deviation = np.float64(train).mean(0), np.float64(train).std(0)
    x, test = np.float32((train - mean) / deviation), np.float32((test - mean) / deviation)
    order = permutation(len(x), Stream("metric/dci-forest/held out", 0, SEED))
    held, kept = np.sort(order[: len(x) // 10]), np.sort(order[len(x) // 10 :])
    importances, quality = [], []
    for factor, (y, truth, classes) in enumerate(zip(targets, wanted, codes.categorical)):
        counts = []
        for tree in range(10):
            below = Stream(f"metric/dci-forest/bootstrap/{block}", 10 * factor + tree, SEED).below
            counts.append(np.bincount([below(len(kept)) for _ in kept], minlength=len(kept)))
        kind = DecisionTreeClassifier if classes else DecisionTreeRegressor
        grown = [
            CutTree(kind(max_depth=max(dci.DEPTHS), random_state=100 * seed + i).fit(x[kept], y[kept], sample_weight=c), x[held], test)
            for i, c in enumerate(counts)
        ]

        def predicted(rows, depth):
            values = sum(tree.values(rows, depth) for tree in grown) / len(grown)
            return np.unique(y[kept])[values.argmax(1)] if classes else values[:, 0]

        best = None
        for depth in dci.DEPTHS:
            off = predicted(0, depth) - y[held]
            error = (off != 0).sum() if classes else (off**2).sum()
            if best is None or error < best[0]:
                best = error, depth
        importance = np.sum([tree.importances(best[1]) for tree in grown], 0)
        answer = predicted(1, best[1])
        importances.append(importance / importance.sum() if importance.sum() > 0 else importance)
        quality.append((answer == truth).mean() if classes else r2_score(truth, answer))
    return np.stack(importances, 1), quality


def other_scores(codes):
    """Probes, regressions, geometry, and what follows from them."""
    scores, accuracy, skill = {}, {}, {}
    for block, part in codes.blocks.items():
        train, test = codes.train[:, part], codes.test[:, part]
        x, x_test = np.float64(train), np.float64(test)
        for factor, values, y, truth in codes.labels():
            predicted = metrics.probe(train, y, test, 1e-4)[1]
            accuracy[block, factor] = (predicted == truth).mean()
            base = max(1 / values, np.bincount(truth).max() / len(truth))
            skill[block, factor] = max(0, (accuracy[block, factor] - base) / (1 - base))
            scores["linear-probe", block, factor] = accuracy[block, factor]
            votes = metrics.neighbours(train, y, test, values, 200, 0.5)["weighted"]
            scores["knn", block, factor] = (votes == truth).mean()
            scores["linear-probe-grid", block, factor] = regression.probe_grid(x, x_test, y, truth, SEED)[0]
        for factor, y, truth in codes.numbers():
            explained = r2_score(truth, LinearRegression().fit(x, y).predict(x_test))
            skill[block, factor] = max(0, explained)
            scores["linear-r2", block, factor] = explained
            kernel = regression.kernel_r2(x, x_test, y[:, None], truth[:, None], SEED, 4096, 1024, 10)
            scores["kernel-r2", block, factor] = kernel[0]
        labels = {factor: y for factor, _, y, _ in codes.labels()}
        truths = {factor: truth for factor, _, _, truth in codes.labels()}
        for size in SIZES:
            if size <= len(train):
                scores[f"downstream-logistic/{size}", block, ""] = regression.downstream(x, x_test, labels, truths, size, SEED)
        rank, ratio = regression.effective_rank(x_test)
        deviations = x_test.std(0)
        scores["collapse/effective-rank", block, ""] = rank
        scores["collapse/participation-ratio", block, ""] = ratio
        scores["collapse/dead-dimensions", block, ""] = (deviations <= 1e-6 * np.sqrt((x_test**2).mean())).sum()
        scores["collapse/mean-deviation", block, ""] = deviations.mean()
    return scores | parts_scores(codes, accuracy, skill)


def parts_scores(codes, accuracy, skill):
    """What is said of a whole and its parts."""
    scores, named = {}, [factor for factor, *_ in codes.labels()]
    pairs = []
    for a, b in itertools.combinations(codes.parts.values(), 2):
        train = {"z0": np.float64(codes.train[:, a]), "z1": np.float64(codes.train[:, b])}
        test = {"z0": np.float64(codes.test[:, a]), "z1": np.float64(codes.test[:, b])}
        pairs.append(regression.redundancy(train, test))
    for score in pairs[0]:
        scores[score, WHOLE, ""] = np.mean([pair[score] for pair in pairs])
    if len(codes.parts) == 2:
        first, second = codes.parts
        differences = [accuracy[first, factor] - accuracy[second, factor] for factor in named]
        for factor, difference in zip(named, differences):
            scores["gap", WHOLE, factor] = abs(difference)
        scores["diagonal", WHOLE, ""] = float(differences[0] * differences[1] < 0)
        scores["degenerate/random", WHOLE, ""] = 1 - max(skill[block, factor] for block in codes.blocks for factor in named)
        scores["degenerate/rotated", WHOLE, ""] = max(0, min(regression.cross_prediction(train, test)))
        easy = max(named, key=lambda factor: skill[WHOLE, factor])
        hard = min(max(skill[first, factor], skill[second, factor]) for factor in named if factor != easy)
        whole = skill[WHOLE, easy]
        copied = min(1, min(skill[first, easy], skill[second, easy]) / whole) if whole > 0 else 0
        scores["degenerate/duplicated", WHOLE, ""] = copied * (1 - hard)
    styles = [block for block in codes.parts if block.startswith("style/")]
    for factor in codes.names:
        if styles and skill[WHOLE, factor] > 0:
            best = max(skill[style, factor] for style in styles)
            scores["style-retention", WHOLE, factor] = best / skill[WHOLE, factor]
    return scores


def reference(codes, draws):
    began = time.time()
    warnings.filterwarnings("ignore")
    # On the sum over rows, so 1e-10 and less on the mean; smaller ones are lost in rounding, and in minutes of line searches.
    information.LOGISTIC["tol"] = 1e-7
    found = information_scores(codes, draws) | tree_scores(codes) | other_scores(codes)
    print(f"{codes.name}: reference, {time.time() - began:.0f} s", file=sys.stderr, flush=True)
    # None, or no number, is what a reference says that has no answer itself.
    return {key: value for key, value in found.items() if value is not None and np.isfinite(value)}


# The table.


def score(codes, folder):
    """
    What the suite says, as a user would ask it: {(score, block, factor): value}, None where it is undefined. And the scores and blocks of
    which it says that a fit ended at its iteration limit.
    """
    said = subprocess.run([ROOT / "suite", "score", *codes.arguments(folder)], stdout=subprocess.PIPE, check=True).stdout
    (folder / f"{codes.name}.json").write_bytes(said)
    scores = json.loads(said)["scores"]
    unfinished = {(one["metric"], one["block"]) for one in scores if one.get("details", {}).get("converged") == 0}
    return {(one["metric"], one["block"], one["factor"]): one["value"] for one in scores}, unfinished


class Row:
    """
    One number of one code set; `difference` is None where both are undefined, and infinite where one is. Of trees, whose choice among equal columns is
    random, it is the distance to what scikit-learn's seeds span, 0 within; `spread` is how far they lie apart.
    """

    def __init__(self, codes, key, ours, wanted, unfinished):
        self.set, self.key, self.ours, self.wanted, self.unfinished = codes.name, key, ours, wanted, unfinished
        self.tolerance = getattr(wanted, "tolerance", EXACT)
        values = getattr(wanted, "values", [wanted])
        both = ours is not None and wanted is not None
        self.spread = float(np.ptp(values)) if both else 0
        if not both:
            self.difference = None if ours is wanted else np.inf
        elif key[0].startswith(TREE_METRICS):
            self.difference = max(0, min(values) - ours, ours - max(values))
        else:
            self.difference = abs(ours - wanted)
        self.agrees = self.difference is None or self.difference <= self.tolerance


def rows_of(codes, ours, unfinished, wanted):
    keys = list(ours) + [key for key in wanted if key not in ours]
    return [Row(codes, key, ours.get(key), wanted.get(key), key[:2] in unfinished) for key in sorted(keys)]


def short(difference):
    return "0" if difference == 0 else f"{difference:.0e}".replace("e-0", "e-") if difference < 0.01 else f"{difference:.3f}"


def cell(rows):
    """The largest difference of some rows; bold where one is out of its tolerance."""
    if not rows:
        return ""
    if all(row.difference is None for row in rows):
        return "undefined"
    largest = max(row.difference for row in rows if row.difference is not None)
    text = "one undefined" if np.isinf(largest) else short(largest)
    return text if all(row.agrees for row in rows) else f"**{text} !**"


def tolerance_of(rows):
    if rows[0].key[0].startswith(TREE_METRICS):
        return f"{TREES}; seeds {short(max(row.spread for row in rows))}"
    noisy = max(row.tolerance for row in rows)
    return f"1e-6; where noise decides up to {short(noisy)}" if noisy > 2 * EXACT else "1e-6"


def by_score(rows):
    table = {}
    for row in rows:
        table.setdefault(row.key[0], []).append(row)
    return table


def write_page(sets, rows, page):
    counted = [row for row in rows if row.difference is not None]
    out = [row for row in rows if not row.agrees]
    names = [codes.name for codes in sets]
    with page.open("w") as file:
        file.write((ROOT / "scripts/agreement/head.md").read_text())
        file.write(
            f"\n{len(counted)} numbers are compared, {len(rows) - len(counted)} are undefined on both sides, "
            f"{len(out)} are out of tolerance.\n\n"
        )
        file.write("| score | tolerance | " + " | ".join(names) + " |\n|" + "---|" * (len(names) + 2) + "\n")
        for name, some in by_score(rows).items():
            cells = [cell([row for row in some if row.set == one]) for one in names]
            file.write(f"| `{name}` | {tolerance_of(some)} | " + " | ".join(cells) + " |\n")
        if out:
            file.write("\n## Out of tolerance\n\n| score | block | factor | codes | ours | reference | its spread | |\n|---|---|---|---|---|---|---|---|\n")
            for row in out:
                values = [f"{v:.6g}" if v is not None else "undefined" for v in (row.ours, row.wanted)]
                note = "ours ended at its iteration limit, and says so (`converged` 0)" if row.unfinished else ""
                file.write("| " + " | ".join([f"`{row.key[0]}`", *row.key[1:], row.set, *values, f"{row.spread:.2g}", note]) + " |\n")


def write_numbers(rows, file):
    with file.open("w", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow("metric block factor set ours reference difference tolerance spread agrees".split())
        for row in rows:
            values = ["" if v is None else f"{float(v):.12g}" for v in (row.ours, row.wanted)]
            difference = "" if row.difference is None else "one undefined" if np.isinf(row.difference) else f"{row.difference:.1e}"
            verdict = "out of tolerance" if not row.agrees else "undefined" if row.difference is None else "yes"
            writer.writerow([*row.key, row.set, *values, difference, f"{row.tolerance:.1e}", f"{row.spread:.1e}", verdict])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", type=lambda text: text.split(","))
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("--trained", type=pathlib.Path)
    options = parser.parse_args()
    if options.trained:
        keep_trained(options.trained)
        return 0
    sets = [codes for codes in code_sets() if options.sets is None or codes.name in options.sets]
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or pathlib.Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        ours = [score(codes, folder) for codes in sets]
    families = {codes.family: codes for codes in sets}
    with multiprocessing.Pool(2) as pool:
        draws = dict(zip(families, pool.map(vote_draws, families.values(), chunksize=1)))
        # The last sets have the most classes and take longest: they begin.
        wanted = pool.starmap(reference, [(codes, draws[codes.family]) for codes in reversed(sets)], chunksize=1)[::-1]
    rows = [row for codes, a, b in zip(sets, ours, wanted) for row in rows_of(codes, *a, b)]
    rows.sort(key=lambda row: row.key[0])
    for row in rows:
        if not row.agrees:
            print("out of tolerance:", row.set, *row.key, row.ours, row.wanted, row.spread, file=sys.stderr)
    target = ROOT / "docs" if options.sets is None else folder if options.keep else None
    if target:
        write_page(sets, rows, target / "agreement.md")
        write_numbers(rows, target / "agreement.csv")
        print((target / "agreement.md").read_text())
    return 0 if all(row.agrees for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
