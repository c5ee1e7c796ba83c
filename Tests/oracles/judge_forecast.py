"""Second opinion on growth curves: judge_forecast.py CASES ANSWERS, both JSON.

A case is {"model": …, "times": […], "active": […], "competent": […]}; its answer is the largest
binomial log-likelihood that scipy finds and where: {"value": …, "place": [K, a, b]}.
"""

import json
import sys
import warnings

import numpy as np
from scipy.optimize import Bounds, minimize
from scipy.special import expit, xlogy

warnings.filterwarnings("ignore")


def shape(model, first, second, t):
    if model == "bass":
        # By the substitution x = e^(-(p+q)t), with p and q from their logarithms.
        p, q = np.exp(first), np.exp(second)
        x = np.exp(-(p + q) * t)
        return p * (1 - x) / (p + q * x)
    z = np.exp(first) * (t - second)
    return expit(z) if model == "logistic" else np.exp(-np.exp(np.clip(-z, -700, 700)))


def starts(model, t, reached):
    ceilings = sorted({min(1, 1.05 * reached), (1 + reached) / 2, 1.0})
    for k in ceilings:
        if model == "bass":
            for p in (0.001, 0.01, 0.05):
                for q in (0.01, 0.1, 0.3):
                    yield [k, np.log(p), np.log(q)]
        else:
            for rate in (0.05, 0.15, 0.4):
                for middle in (0.2, 0.6, 1.0, 1.5):
                    yield [k, np.log(rate), middle * t[-1]]


def judge(model, times, active, competent):
    t, y, n = (np.array(v, float) for v in (times, active, competent))

    def loss(place):
        f = np.clip(place[0] * shape(model, place[1], place[2], t), 1e-12, 1 - 1e-12)
        return -(xlogy(y, f) + xlogy(n - y, 1 - f)).sum()

    slow, fast = np.log(1e-6), np.log(3)
    low, high = [1e-6, slow, slow], [1, fast, fast]
    if model != "bass":
        low[2], high[2] = -600, 600
    bounds = Bounds(low, high)
    first = sorted(((loss(np.array(s)), s) for s in starts(model, t, (y / n).max())),
                   key=lambda pair: pair[0])[:4]
    best = None
    for _, start in first:
        rough = minimize(loss, start, method="L-BFGS-B", bounds=bounds)
        fine = minimize(loss, rough.x, method="Nelder-Mead", bounds=bounds,
                        options={"xatol": 1e-10, "fatol": 1e-12, "maxiter": 4000, "maxfev": 4000})
        if best is None or fine.fun < best.fun:
            best = fine
    return {"value": -float(best.fun), "place": [float(v) for v in best.x]}


def main():
    cases, answers = sys.argv[1:]
    json.dump([judge(**case) for case in json.load(open(cases))], open(answers, "w"))


if __name__ == "__main__":
    main()
