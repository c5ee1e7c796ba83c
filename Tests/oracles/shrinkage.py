"""Empirical Bayes by the textbook's parameters and digamma functions, with thirty digits."""

import mpmath as mp
import numpy as np
from scipy import optimize, special, stats

mp.mp.dps = 30
CAP = 1e5


def starts(likelihood):
    """The best of the searches from several starts, in the logarithms of the two parameters."""
    found = [optimize.minimize(lambda v: -likelihood(*np.exp(v)), start, method="Nelder-Mead",
                               options={"xatol": 1e-10, "fatol": 1e-12, "maxiter": 4000})
             for start in ([0, 0], [3, 3], [-3, -3], [1, 6], [6, 1], [9, 9])]
    return min(found, key=lambda r: r.fun).x


def shares(successes, trials):
    x, n = np.array(successes), np.array(trials)
    pooled = x.sum() / n.sum()
    raw = [a / b if b else None for a, b in zip(x, n)]
    a0 = a1 = None
    if 0 < x.sum() < n.sum():
        miss = n - x
        slope = (x * (x - 1) / (2 * pooled) + miss * (miss - 1) / (2 * (1 - pooled))
                 - n * (n - 1) / 2).sum()
        if slope > 0:
            a0, a1 = beta_parameters(x, n)
    if a0 is None:
        from statsmodels.stats.proportion import proportion_confint
        low, high = proportion_confint(x.sum(), n.sum(), method="wilson")
        low, high = (0 if pooled == 0 else low), (1 if pooled == 1 else high)
        return {"raw": raw, "value": [pooled] * len(x), "low": [low] * len(x),
                "high": [high] * len(x)}
    a, b = a0 + x, a1 + n - x
    return {"raw": raw, "value": a / (a + b), "low": special.betaincinv(a, b, 0.025),
            "high": special.betaincinv(a, b, 0.975)}


def beta_parameters(x, n):
    def likelihood(a, b):
        return (special.betaln(a + x, b + n - x) - special.betaln(a, b)).sum()

    units = [(mp.mpf(int(k)), mp.mpf(int(m))) for k, m in zip(x, n)]

    def slopes(la, lb):
        a, b = mp.exp(la), mp.exp(lb)
        both = sum(mp.psi(0, a + b) - mp.psi(0, m + a + b) for _, m in units)
        return [a * (both + sum(mp.psi(0, k + a) - mp.psi(0, a) for k, _ in units)),
                b * (both + sum(mp.psi(0, m - k + b) - mp.psi(0, b) for k, m in units))]

    la, lb = starts(likelihood)
    if np.exp(la) + np.exp(lb) < 1 / CAP:
        # All or nothing: the mean at the cap of the dispersion.
        def share(logit):
            a = 1 / (1 + mp.exp(-logit)) / CAP
            b = 1 / mp.mpf(CAP) - a
            return sum(mp.psi(0, k + a) - mp.psi(0, a) - mp.psi(0, m - k + b) + mp.psi(0, b)
                       for k, m in units)
        mean = float(1 / (1 + mp.exp(-mp.findroot(share, la - lb))))
        return mean / CAP, (1 - mean) / CAP
    la, lb = mp.findroot(slopes, (la, lb), tol=1e-40, maxsteps=60, verify=False)
    return float(mp.exp(la)), float(mp.exp(lb))


def rates(events, exposures, scale):
    o, e, scale = np.array(events), np.array(exposures, float), scale[0]
    total, all_exposure = o.sum(), e.sum()
    rate = total / all_exposure
    raw = [a / b * scale if b else None for a, b in zip(o, e)]
    expected = e * rate
    parameters = None
    if total and (o * (o - 1) / 2 - o * expected + expected ** 2 / 2).sum() > 0:
        parameters = gamma_parameters(o, expected)
    if parameters is None:
        low = stats.gamma.ppf(0.025, total) if total else 0
        ends = low, stats.gamma.ppf(0.975, total + 1)
        return {"raw": raw, "value": [rate * scale] * len(o),
                "low": [ends[0] / all_exposure * scale] * len(o),
                "high": [ends[1] / all_exposure * scale] * len(o)}
    shape, inverse = parameters
    k, unit = shape + o, rate * scale / (inverse + expected)
    return {"raw": raw, "value": k * unit, "low": special.gammaincinv(k, 0.025) * unit,
            "high": special.gammaincinv(k, 0.975) * unit}


def gamma_parameters(o, e):
    def likelihood(shape, inverse):
        return (special.gammaln(o + shape) - special.gammaln(shape) + shape * np.log(inverse)
                - (o + shape) * np.log(inverse + e)).sum()

    units = [(mp.mpf(int(k)), mp.mpf(float(m))) for k, m in zip(o, e)]

    def slopes(ls, li):
        s, i = mp.exp(ls), mp.exp(li)
        return [s * sum(mp.psi(0, k + s) - mp.psi(0, s) + li - mp.log(i + m) for k, m in units),
                sum(s - i * (k + s) / (i + m) for k, m in units)]

    ls, li = starts(likelihood)
    ls, li = mp.findroot(slopes, (ls, li), tol=1e-40, maxsteps=60, verify=False)
    return float(mp.exp(ls)), float(mp.exp(li))
