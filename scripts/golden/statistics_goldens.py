#!/usr/bin/env python3
"""Golden numbers for the statistics over seeds, by SciPy 1.10.1 and NumPy 1.24.2.

usage: statistics_goldens.py FOLDER      (suite-metrics/src/test/resources/org/disentangle/metrics)

Writes statistics.json. What SciPy has no exact form of (Wilcoxon's test with ties and zeros) is counted over all flips of signs, and the
power of the t test is integrated besides.
"""
import itertools
import json
import pathlib
import sys

import numpy as np
from scipy import integrate, special, stats

from seed_streams import Stream


def numbers(name, n, digits=None):
    stream = Stream("golden/statistics/" + name, 0, 7)
    values = [2 * stream.next_double() - 1 for _ in range(n)]
    return values if digits is None else [round(v, digits) for v in values]


def t_interval(x, level):
    """SciPy's t.ppf is off by 3e-10 (5 degrees of freedom, 0.95), its inverse of the incomplete beta function is not."""
    df = len(x) - 1
    share = special.betaincinv(df / 2, 0.5, 1 - level)
    half = np.sqrt(df * (1 - share) / share) * stats.sem(x)
    return [float(np.mean(x) - half), float(np.mean(x) + half)]


def summaries():
    shares = [0, 0.025, 0.25, 0.4, 0.5, 0.75, 0.9, 0.975, 1]
    for n in (1, 2, 3, 4, 5, 6, 7, 8, 10, 23):
        x = numbers(f"summary/{n}", n)
        yield {
            "values": x,
            "shares": shares,
            "quantiles": np.quantile(x, shares).tolist(),
            "iqm": float(stats.trim_mean(x, 0.25)),
            "sd": float(np.std(x, ddof=1)) if n > 1 else None,
            "interval": t_interval(x, 0.9) if n > 2 else None,
        }


def midrank_p(differences, alternative):
    """Pratt's zeros, midranks, all flips; sums of halves are exact."""
    d = np.array(differences)
    ranks = stats.rankdata(np.abs(d))[d != 0]
    positive = ranks[d[d != 0] > 0].sum()
    sums = np.zeros(1)
    for r in ranks:
        sums = np.concatenate([sums, sums + r])
    less, greater = np.mean(sums <= positive), np.mean(sums >= positive)
    return {"less": less, "greater": greater, "two-sided": min(1, 2 * min(less, greater))}[alternative]


def paired():
    cases = {f"plain {n}": numbers(f"paired/{n}", n) for n in (2, 3, 5, 8, 12)}
    cases["shifted 10"] = [v + 0.5 for v in numbers("paired/shifted", 10)]
    cases["ties and zeros"] = [v / 8 for v in (3, -1, 0, 2, 2, -2, 1, 0, 4, 3, -1)]
    cases["ties"] = [v / 4 for v in (1, 1, 1, -1, 2, 2, -2, 3)]
    cases["equal sizes"] = [0.25, 0.25, -0.25, 0.25, 0.25]
    cases["zeros and one"] = [0.0, 0.0, 0.5, 0.0]
    cases["long 20"] = [v + 0.2 for v in numbers("paired/20", 20)]
    cases["long 40"] = [v + 0.1 for v in numbers("paired/40", 40)]
    cases["long 60"] = [v + 0.1 for v in numbers("paired/60", 60)]
    cases["long 60 with ties and zeros"] = [round(v + 0.1, 1) for v in numbers("paired/60", 60, 1)]
    for name, d in cases.items():
        n = len(d)
        for alternative in ("two-sided", "greater", "less"):
            t = stats.ttest_1samp(d, 0, alternative=alternative)
            case = {"name": name, "differences": d, "alternative": alternative, "t": float(t.statistic), "t_p": float(t.pvalue)}
            tied = len(set(map(abs, d))) < n or 0 in d
            if n <= 12:
                case["wilcoxon_p"] = float(midrank_p(d, alternative))
                if not tied:
                    exact = stats.wilcoxon(d, alternative=alternative, mode="exact").pvalue
                    assert abs(exact - case["wilcoxon_p"]) < 1e-14, (name, alternative)
            elif n <= 50:
                assert not tied
                case["wilcoxon_p"] = float(stats.wilcoxon(d, alternative=alternative, mode="exact").pvalue)
            else:
                case["wilcoxon_p"] = float(
                    stats.wilcoxon(d, zero_method="pratt", alternative=alternative, mode="approx").pvalue
                )
            if n <= 12:
                case["sign_flip_p"] = float(
                    stats.permutation_test(
                        (np.array(d),),
                        np.mean,
                        permutation_type="samples",
                        vectorized=False,
                        n_resamples=np.inf,
                        alternative=alternative,
                    ).pvalue
                )
            yield case


def holm(p):
    """By the definition, step by step; SciPy 1.10 has none."""
    order = sorted(range(len(p)), key=lambda i: p[i])
    adjusted, largest = [0] * len(p), 0
    for i, j in enumerate(order):
        largest = max(largest, min(1, p[j] * (len(p) - i)))
        adjusted[j] = largest
    return adjusted


def friedman():
    for name, n, k, digits in (("plain", 6, 4, None), ("ties", 9, 5, 1), ("many ties", 12, 3, 0), ("two methods", 7, 2, None), ("long", 25, 8, None)):
        if k > 2:
            scores = np.array(numbers(f"friedman/{name}", n * k, digits)).reshape(n, k) + 0.0
            chi, p = stats.friedmanchisquare(*scores.T)
        else:
            scores = np.array(numbers(f"friedman/{name}", n * k, digits)).reshape(n, k)
            ranks = stats.rankdata(-scores, axis=1).sum(0)
            chi = 12 / (n * k * (k + 1)) * (ranks**2).sum() - 3 * n * (k + 1)
            p = stats.chi2.sf(chi, k - 1)
        f = (n - 1) * chi / (n * (k - 1) - chi)
        yield {
            "name": name,
            "scores": scores.tolist(),
            "ranks": stats.rankdata(-scores, axis=1).mean(0).tolist(),
            "chi_square": float(chi),
            "p": float(p),
            "f": float(f),
            "f_p": float(stats.f.sf(f, k - 1, (k - 1) * (n - 1))),
        }


def ranges():
    for k in (2, 3, 4, 5, 10, 20, 50, 100):
        for p in (0.5, 0.9, 0.95, 0.99):
            yield {"k": k, "p": p, "q": float(stats.studentized_range.ppf(p, k, np.inf))}


def power(effect, n, alpha):
    df, delta = n - 1, abs(effect) * np.sqrt(n)
    c = stats.t.ppf(1 - alpha / 2, df)

    def rejecting(t_sign):
        # P(Z + sign delta < -c s), s = sqrt(chi2 / df)
        density = lambda s: 2 * df * s * stats.chi2.pdf(df * s * s, df)
        value, error = integrate.quad(
            lambda s: stats.norm.cdf(-c * s + t_sign * delta) * density(s), 0, np.inf, epsabs=1e-13, epsrel=1e-12, limit=500
        )
        return value

    integrated = rejecting(1) + rejecting(-1)
    return float(integrated), by_scipy(effect, n, alpha)


def by_scipy(effect, n, alpha):
    """SciPy's noncentral t has no value at noncentrality 0 and far out."""
    c, delta = stats.t.ppf(1 - alpha / 2, n - 1), effect * np.sqrt(n)
    with np.errstate(all="ignore"):
        value = stats.nct.sf(c, n - 1, delta) + stats.nct.cdf(-c, n - 1, delta)
    return float(value) if np.isfinite(value) else None


def powers():
    for effect in (0, 0.2, 0.5, 1, 2.5):
        for n in (2, 3, 5, 10, 30, 100):
            for alpha in (0.05, 0.01):
                integrated, scipy = power(effect, n, alpha)
                yield {"effect": effect, "pairs": n, "significance": alpha, "power": integrated, "scipy": scipy}


def plans():
    for effect in (0.2, 0.35, 0.5, 0.8, 1.2, 2, 5):
        for alpha, wanted in ((0.05, 0.8), (0.05, 0.9), (0.01, 0.8)):
            n = 2
            while True:
                reached = by_scipy(effect, n, alpha)
                if (power(effect, n, alpha)[0] if reached is None else reached) >= wanted:
                    break
                n += 1
            yield {"effect": effect, "significance": alpha, "power": wanted, "pairs": n}


def proportions():
    for n in (1, 2, 5, 6, 10, 37, 200):
        for k in sorted({0, 1, n // 3, n // 2, n - 1, n}):
            for level in (0.95, 0.8):
                test = stats.binomtest(k, n)
                exact, wilson = test.proportion_ci(level, "exact"), test.proportion_ci(level, "wilson")
                yield {"k": k, "n": n, "level": level, "exact": [float(exact.low), float(exact.high)], "wilson": [float(wilson.low), float(wilson.high)]}


def improvement():
    for name, n, m, digits in (("plain", 5, 7, None), ("ties", 10, 8, 1), ("all ties", 4, 3, 0)):
        x, y = numbers(f"improvement/x/{name}", n, digits), numbers(f"improvement/y/{name}", m, digits)
        if name == "all ties":
            x, y = [0.5] * n, [0.5] * m
        u = stats.mannwhitneyu(x, y, alternative="greater").statistic
        yield {"name": name, "x": x, "y": y, "p": float(u) / (n * m)}


def aggregates():
    for runs, tasks in ((3, 1), (5, 4), (10, 3), (7, 6)):
        scores = np.array(numbers(f"aggregate/{runs}x{tasks}", runs * tasks)).reshape(tasks, runs) + 0.5
        task_means = scores.mean(1)
        yield {
            "scores": scores.tolist(),
            "mean": float(task_means.mean()),
            "median": float(np.median(task_means)),
            "iqm": float(stats.trim_mean(scores, 0.25, axis=None)),
            "gap": float(1 - np.mean(np.minimum(scores, 1))),
        }


def bootstrap():
    """Enumerated, not drawn: all n^n resamples of a few runs, which the percentiles of many drawn ones must come near to."""
    for n in (3, 4, 5):
        x = np.array(numbers(f"bootstrap/{n}", n))
        means = np.array([x[list(i)].mean() for i in itertools.product(range(n), repeat=n)])
        for outside in (0.05, 0.06, 0.08, 0.1, 0.12, 0.15):
            # Where the few means leave wide steps, only percentiles well within one can be drawn near to.
            near = np.quantile(means, [outside - 0.005, outside + 0.005, 1 - outside - 0.005, 1 - outside + 0.005])
            if max(near[1] - near[0], near[3] - near[2]) < 0.05 * means.std():
                break
        else:
            raise ValueError(n)
        low, high = np.quantile(means, [outside, 1 - outside])
        yield {"values": x.tolist(), "level": 1 - 2 * outside, "low": float(low), "high": float(high), "sd": float(means.std())}


def variances():
    for n, m in ((3, 3), (5, 10), (10, 6), (30, 30)):
        one, total = np.array(numbers(f"variance/one/{n}", n)), 2 * np.array(numbers(f"variance/all/{m}", m))
        v, w = one.var(ddof=1), total.var(ddof=1)
        low, high = stats.chi2.ppf([0.025, 0.975], n - 1)
        f_low, f_high = stats.f.ppf([0.025, 0.975], n - 1, m - 1)
        yield {
            "one": one.tolist(),
            "all": total.tolist(),
            "variance": float(v),
            "interval": [float((n - 1) * v / high), float((n - 1) * v / low)],
            "share": float(v / w),
            "share_interval": [float(v / w / f_high), float(v / w / f_low)],
        }


def random_effects():
    for name, sizes, spread in (("balanced", (4,) * 5, 1.0), ("no effect", (6,) * 4, 0.0), ("unbalanced", (3, 5, 2, 7), 1.0)):
        groups = [
            [spread * effect + v for v in numbers(f"effects/{name}/{i}", size)]
            for i, (size, effect) in enumerate(zip(sizes, numbers(f"effects/{name}", len(sizes))))
        ]
        a, total = len(sizes), sum(sizes)
        ratio = float(stats.f_oneway(*groups).statistic)
        within = sum(((np.array(g) - np.mean(g)) ** 2).sum() for g in groups) / (total - a)
        size = (total - sum(s * s for s in sizes) / total) / (a - 1)
        between = max(0.0, within * (ratio - 1) / size)
        case = {"name": name, "groups": groups, "ratio": ratio, "within": float(within), "between": float(between), "share": float(between / (between + within))}
        if len(set(sizes)) == 1:
            low, high = ratio / stats.f.ppf([0.975, 0.025], a - 1, total - a)
            case["share_interval"] = [max(0.0, float((r - 1) / (r + sizes[0] - 1))) for r in (low, high)]
        yield case


def main(folder):
    p = [0.01, 0.04, 0.03, 0.005, 0.5, 0.04]
    goldens = {
        "summaries": list(summaries()),
        "paired": list(paired()),
        "holm": {"p": p, "adjusted": holm(p)},
        "friedman": list(friedman()),
        "ranges": list(ranges()),
        "powers": list(powers()),
        "plans": list(plans()),
        "proportions": list(proportions()),
        "improvement": list(improvement()),
        "aggregates": list(aggregates()),
        "bootstrap": list(bootstrap()),
        "variances": list(variances()),
        "random_effects": list(random_effects()),
    }
    (pathlib.Path(folder) / "statistics.json").write_text(json.dumps(goldens, indent=0, allow_nan=False))


main(sys.argv[1])
