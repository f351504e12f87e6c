"""Codes for ScoreConformanceTest, its resource conformance.npz: numbers that are partly good, rotated, doubled and noise.

The scores frozen beside them are the suite's own; the other scripts of this folder hold the metrics against their definitions.
Run: python3 scripts/golden/conformance.py FILE   (made with NumPy 1.24; the file is committed, since generators change)
"""

import sys

import numpy as np

random = np.random.default_rng(20261122)
ROWS = 600
shape = random.integers(0, 4, ROWS)
color = random.integers(0, 3, ROWS)
x = random.uniform(-1, 1, ROWS)
noise = random.normal(size=(ROWS, 8))
codes = 0.3 * noise
codes[:, 0] += shape
codes[:, 1] += x + 0.5 * color
codes[:, 2] += color
codes[:, 3] += np.tanh(2 * x)
codes[:, 4] += color
codes[:, 5] += np.cos(shape)
np.savez(sys.argv[1], codes=codes.astype(np.float32), factors=np.stack([shape, color, x], axis=1))
