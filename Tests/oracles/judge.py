"""Second opinions on the statistics: judge.py CASES ANSWERS, both JSON.

A case is {"kind": …, "input": {name: [number or null, …]}}; its answer has lists of the same form.
What the libraries of PyPI offer is asked there; the rest is written down here in another way than
in the product: with matrices, all pairs, or thirty digits.
"""

import json
import sys
import warnings

import numpy as np
from scipy import special, stats

import shrinkage
import survival

warnings.filterwarnings("ignore")


def normal(z, p):
    return {"cumulative": stats.norm.cdf(z), "tail": stats.norm.sf(z),
            "quantile": stats.norm.ppf(p)}


def gamma(shape, x, p):
    return {"lower": special.gammainc(shape, x), "upper": special.gammaincc(shape, x),
            "quantile": special.gammaincinv(shape, p)}


def beta(a, b, x, p):
    return {"lower": special.betainc(a, b, x), "upper": special.betaincc(a, b, x),
            "quantile": special.betaincinv(a, b, p)}


def tails(x, degrees):
    return {"chi_square": stats.chi2.sf(x, degrees), "student": 2 * stats.t.sf(x, degrees)}


def wilson(x, n):
    from statsmodels.stats.proportion import proportion_confint
    low, high = proportion_confint(np.array(x), np.array(n), method="wilson")
    return {"low": np.where(np.array(x) == 0, 0, low), "high": np.where(x == n, 1, high)}


def gini(values, weights):
    def coefficient(x, w):
        total = w.sum() * (w * x).sum()
        if not total > 0:
            return None
        return (w[:, None] * w[None, :] * abs(x[:, None] - x[None, :])).sum() / (2 * total)

    x, w = np.array(values, float), np.array(weights, float)
    return {"plain": [coefficient(x, np.ones(len(x)))], "weighted": [coefficient(x, w)]}


def size_classes(populations):
    import pandas as pd
    limits = [0, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, np.inf]
    x = pd.Series(populations)
    classes = x.groupby(pd.cut(x, limits, right=False), observed=False)
    groups = [x, *(group for _, group in classes)]
    return {"count": classes.size(), "sum": classes.sum(),
            "gini": [gini(list(g), list(g))["plain"][0] for g in groups]}


def spread(values, weights, shares):
    if not values:
        return {"plain": [None], "weighted": [None], "quantiles": [None] * len(shares),
                "weighted_quantiles": [None] * len(shares)}
    x, w = np.array(values, float), np.array(weights, float)
    mean = np.average(x, weights=w)
    return {"plain": [x.std()], "weighted": [np.average((x - mean) ** 2, weights=w) ** 0.5],
            "quantiles": np.quantile(x, shares, method="inverted_cdf"),
            "weighted_quantiles": np.quantile(x, shares, method="inverted_cdf", weights=w)}


def convergence(initial, growth):
    import statsmodels.api as sm
    fit = sm.OLS(growth, sm.add_constant(np.array(initial))).fit()
    return {"line": [fit.params[1], fit.params[0], fit.bse[1], fit.tvalues[1], fit.pvalues[1]]}


def holm(count, p):
    """First and last rank by unit, from one-sided p-values of "i is above j"."""
    from statsmodels.stats.multitest import multipletests
    pairs = [(i, j) for i in range(count) for j in range(count) if i != j]
    above = multipletests([p(i, j) for i, j in pairs], 0.05, "holm")[0] if pairs else []
    won = [pair for pair, sure in zip(pairs, above) if sure]
    return {"first": [1 + sum(j == k for _, j in won) for k in range(count)],
            "last": [count - sum(i == k for i, _ in won) for k in range(count)]}


def ranks_of_shares(successes, trials):
    from scipy.optimize import brentq
    from statsmodels.stats.proportion import confint_proportions_2indep

    def lower(i, j, z):
        return confint_proportions_2indep(
            successes[i], trials[i], successes[j], trials[j], method="newcomb", compare="diff",
            alpha=2 * special.ndtr(-z))[0]

    def p(i, j):
        if successes[i] / trials[i] <= successes[j] / trials[j]:
            return 1
        if lower(i, j, 30) > 0:
            return 0
        return special.ndtr(-brentq(lambda z: lower(i, j, z), 1e-6, 30))

    return holm(len(trials), p)


def ranks_of_estimates(estimates, errors):
    return holm(len(estimates), lambda i, j: special.ndtr(
        (estimates[j] - estimates[i]) / np.hypot(errors[i], errors[j])))


KINDS = {
    "normal": normal, "gamma": gamma, "beta": beta, "tails": tails, "wilson": wilson,
    "gini": gini, "sizeClasses": size_classes, "spread": spread, "convergence": convergence,
    "ranksOfShares": ranks_of_shares, "ranksOfEstimates": ranks_of_estimates,
    "kaplanMeier": survival.kaplan_meier, "logRank": survival.log_rank,
    "turnbull": survival.turnbull, "shrunkenShares": shrinkage.shares,
    "shrunkenRates": shrinkage.rates,
}


def plain(value):
    return None if value is None or not np.isfinite(value) else float(value)


def main():
    cases, answers = sys.argv[1:]
    judged = []
    for case in json.load(open(cases)):
        answer = KINDS[case["kind"]](**case["input"])
        judged.append({name: [plain(v) for v in values] for name, values in answer.items()})
    json.dump(judged, open(answers, "w"))


if __name__ == "__main__":
    main()
