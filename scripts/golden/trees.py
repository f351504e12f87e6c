#!/usr/bin/env python3
"""Golden numbers for boosted trees, made with scikit-learn 1.2.1 and NumPy 1.24.2.

usage: trees.py FOLDER      (suite-metrics/src/test/resources/org/disentangle/metrics)

Writes trees.json: what scikit-learn's gradient boosting predicts for test rows at its default settings, and its importances. Codes
have few different values, so that no node has so few rows that several columns divide it equally well: then scikit-learn's
random choice among these plays no part (checked here: three seeds must agree to 1e-9), and ours agrees with it to 1e-9 as well.
"""
import json
import pathlib
import sys

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier, GradientBoostingRegressor

ROWS, TEST, COLUMNS, LEVELS = 700, 120, 4, 5
random = np.random.default_rng(20261122)
noise = random.normal(size=(ROWS + TEST, COLUMNS))
levels = np.floor(noise.argsort(0).argsort(0) * LEVELS / (ROWS + TEST))
codes = np.float32(levels / 4 - 0.5)
a, b, c, d = np.float64(codes).T
error = random.normal(size=ROWS + TEST)

targets = {
    "four classes": np.digitize(a + 0.5 * b + 0.3 * error, [-0.5, 0.1, 0.6]),
    "two classes": (c * d + 0.1 * error > 0.05).astype(int),
    "three classes of labels 1, 4, 6": np.array([1, 4, 6])[np.digitize(b - d + 0.4 * error, [-0.3, 0.5])],
    "numbers": np.round(a * b + c + 0.2 * error, 3),
}
cases = []
for name, y in targets.items():
    fits = []
    for seed in range(3):
        kind = GradientBoostingRegressor if name == "numbers" else GradientBoostingClassifier
        model = kind(random_state=seed).fit(codes[:ROWS], y[:ROWS])
        raw = model.predict(codes[ROWS:]) if name == "numbers" else model.decision_function(codes[ROWS:])
        fits.append((raw.flatten(), model.feature_importances_, model.predict(codes[ROWS:])))
    for other in fits[1:]:
        assert max(np.abs(x - y).max() for x, y in zip(fits[0], other)) < 1e-9, name
    raw, importances, predicted = fits[0]
    cases.append(
        {
            "name": name,
            "targets": y[:ROWS].tolist(),
            "raw": [float(f"{v:.12g}") for v in raw],
            "importances": importances.tolist(),
            "predicted": predicted.tolist() if name != "numbers" else [],
        }
    )
(pathlib.Path(sys.argv[1]) / "trees.json").write_text(
    json.dumps(
        {
            "dimension": COLUMNS,
            "train": codes[:ROWS].flatten().tolist(),
            "test": codes[ROWS:].flatten().tolist(),
            "cases": cases,
        }
    )
)
