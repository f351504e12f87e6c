#!/usr/bin/env python3
"""The peers of ProbeBenchmark: scikit-learn's grid of kernel ridges and its logistic regression, on the same numbers.

usage: probes.py kernel-ridge [--jobs N] | linear-probe | mnist-features --images FILE --labels FILE --save DIR     (OPENBLAS_NUM_THREADS as you like)
mnist-features makes 512 random ReLU features of MNIST's first 25,000 images, fits 20,000 of them, and saves both parts for
'suite score DIR/train.npz --test DIR/test.npz --metrics linear-probe'.
Prints one JSON object: seconds, the load before and after, and what was found.
"""
import argparse
import gzip
import json
import os
import time

import numpy as np
from sklearn.kernel_ridge import KernelRidge
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.preprocessing import StandardScaler

p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
p.add_argument("problem", choices=["kernel-ridge", "linear-probe", "mnist-features"])
p.add_argument("--jobs", type=int, default=None)
p.add_argument("--images")
p.add_argument("--labels")
p.add_argument("--save")
o = p.parse_args()


def uniform(rows, columns, multiplier):
    """Numbers in (-1, 1) from a 64-bit counter times a constant, made alike in Java: fast, and random enough to time."""
    index = np.arange(1, rows * columns + 1, dtype=np.uint64)
    mixed = index * np.uint64(multiplier)
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(32)
    return np.float32((mixed >> np.uint64(40)) * 2.0**-23 - 1).reshape(rows, columns)


def idx(path):
    """An IDX file of bytes, gzipped or not, without its header."""
    with open(path, "rb") as file:
        data = file.read()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    return np.frombuffer(data, np.uint8, offset=4 + 4 * data[3])


FIRST, SECOND = 0x9E3779B97F4A7C15, 0xD1342543DE82EF95
before = os.getloadavg()[0]
if o.problem == "kernel-ridge":
    x, noise = np.float64(uniform(4096, 10, FIRST)), np.float64(uniform(4096, 5, SECOND))
    y = x[:, :5] * x[:, 5:] + 0.5 * x[:, :5] ** 2 + 0.1 * noise
    x, y = StandardScaler().fit_transform(x), StandardScaler().fit_transform(y)
    start = time.time()
    grid = {"alpha": [1, 0.1, 0.01, 0.001], "gamma": np.logspace(-2, 2, 4)}
    search = GridSearchCV(KernelRidge(kernel="rbf"), grid, cv=3, n_jobs=o.jobs).fit(x, y)
    found = {**search.best_params_, "cross_validated": search.best_score_}
else:
    if o.problem == "linear-probe":
        x, noise = uniform(20000, 512, FIRST), uniform(20000, 10, SECOND)
        labels = (x[:, :10] + 0.7 * x[:, 10:20] + noise).argmax(1)
    else:
        random = np.random.default_rng(0)
        pixels, labels = idx(o.images).reshape(-1, 784)[:25000] / 255.0, idx(o.labels)[:25000]
        weights, biases = random.normal(size=(784, 512)) / 28, 0.1 * random.normal(size=512)
        features = np.float32(np.maximum(0, pixels @ weights + biases))
        for name, part in (("train", slice(0, 20000)), ("test", slice(20000, 25000))):
            np.savez(os.path.join(o.save, name + ".npz"), codes=features[part], factors=np.int64(labels[part])[:, None])
        x, labels = features[:20000], labels[:20000]
    x = StandardScaler().fit_transform(np.float64(x))
    start = time.time()
    model = LogisticRegression(C=1 / (len(x) * 1e-4), max_iter=10000).fit(x, labels)
    logits = x @ model.coef_.T + model.intercept_
    top = logits.max(1)
    losses = np.log(np.exp(logits - top[:, None]).sum(1)) + top - logits[np.arange(len(x)), labels]
    found = {"iterations": int(model.n_iter_[0]), "objective": losses.mean() + 5e-5 * (model.coef_**2).sum()}
seconds = time.time() - start
print(json.dumps({"seconds": round(seconds, 2), "load": [before, os.getloadavg()[0]], **found}))
