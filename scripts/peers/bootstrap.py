#!/usr/bin/env python3
"""The peer of BootstrapBenchmark on one task: NumPy, all resamples of a method at once.

usage: bootstrap.py      (two threads; prints wall and processor seconds)
"""
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np

METHODS, SEEDS, RESAMPLES = 100, 10, 50_000


def interval(method, statistic):
    generator = np.random.default_rng(method)
    scores = generator.random(SEEDS)
    drawn = scores[generator.integers(0, SEEDS, (RESAMPLES, SEEDS))]
    return np.quantile(statistic(drawn), [0.025, 0.975])


def mean(drawn):
    return drawn.mean(1)


def interquartile_mean(drawn):
    cut = SEEDS // 4
    return np.sort(drawn, 1)[:, cut : SEEDS - cut].mean(1)


for statistic in (mean, interquartile_mean):
    for _ in range(3):
        wall, processor = time.perf_counter(), time.process_time()
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda method: interval(method, statistic), range(METHODS)))
        print(f"{statistic.__name__}: {time.perf_counter() - wall:.2f} s, processor {time.process_time() - processor:.2f} s")
