#!/usr/bin/env python3
"""The peer of the boosted-trees benchmark: scikit-learn's GradientBoostingClassifier on the same codes.

10 codes, 5 factors of 10 values, 10,000 training and 5,000 test rows: fitting one classifier per factor at its default settings,
predicting the test rows, and the importances. Codes come from the generator that BoostedTreesBenchmark has.

usage: boosted_trees.py [--factors 5]
Prints one JSON object: seconds of the clock and of the processor, mean test accuracy, the sum of the largest importances.
"""
import argparse
import json
import os
import time

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier

p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
p.add_argument("--factors", type=int, default=5)
o = p.parse_args()
TRAIN, TEST, FACTORS, VALUES = 10_000, 5_000, 5, 10
MASK = 2**64 - 1


def uniforms(count):
    state, numbers = 1, np.empty(count)
    for i in range(count):
        state = (state * 6364136223846793005 + 1442695040888963407) & MASK
        numbers[i] = (state >> 33) / 2.0**31
    return numbers


u = uniforms((TRAIN + TEST) * 3 * FACTORS).reshape(TRAIN + TEST, 3 * FACTORS)
labels = (u[:, :FACTORS] * VALUES).astype(int)
codes = np.float32(np.hstack([labels + 3 * u[:, FACTORS : 2 * FACTORS], 0.5 * labels[:, ::-1] + 3 * u[:, 2 * FACTORS :]]))

before = os.getloadavg()[0]
start, processor = time.perf_counter(), time.process_time()
accuracies, largest = [], 0
for y in labels.T[: o.factors]:
    model = GradientBoostingClassifier(random_state=0).fit(codes[:TRAIN], y[:TRAIN])
    accuracies.append(model.score(codes[TRAIN:], y[TRAIN:]))
    largest += model.feature_importances_.max()
seconds, processor = time.perf_counter() - start, time.process_time() - processor
print(
    json.dumps(
        {
            "factors": o.factors,
            "seconds": round(seconds, 2),
            "processor_seconds": round(processor, 2),
            "accuracy": round(float(np.mean(accuracies)), 5),
            "largest_importances": round(float(largest), 5),
            "load": [round(before, 1), round(os.getloadavg()[0], 1)],
        }
    )
)
