"""Kaplan-Meier and log-rank by lifelines and statsmodels, Turnbull by constrained Newton steps."""

import numpy as np
from scipy import stats
from scipy.optimize import nnls


def at_risk(duration, event, entry):
    """Those whose time at risk is not empty; no entry is an entry before the origin."""
    t, e = np.array(duration, float), np.array(event, int)
    late = np.array([-1 if v is None else v for v in entry], float)
    kept = (t > late) | np.array([v is None for v in entry], bool)
    return t[kept], e[kept], late[kept], kept


def kaplan_meier(duration, event, entry, at, horizon):
    from lifelines import KaplanMeierFitter
    from statsmodels.duration.survfunc import SurvfuncRight
    t, e, late, _ = at_risk(duration, event, entry)
    keys = ("time", "at_risk", "events", "survival", "variance", "low", "high")
    steps = {key: [] for key in keys}
    if len(t) and e.sum():
        curve = SurvfuncRight(t, e, entry=late if (late >= 0).any() else None)
        survival = np.where(np.cumprod(curve.n_events < curve.n_risk), curve.surv_prob, 0)
        variance = np.where(survival > 0, curve.surv_prob_se ** 2, np.nan)
        # The band by the delta method on log(-log S), from the variance of S.
        hazard = -np.log(survival)
        spread = stats.norm.ppf(0.975) * np.sqrt(variance) / (survival * hazard)
        low, high = np.exp(-hazard * np.exp(spread)), np.exp(-hazard * np.exp(-spread))
        steps = dict(zip(keys, (curve.surv_times, curve.n_risk, curve.n_events, survival,
                                variance, low, high)))
        if not (late >= 0).any():
            # lifelines has a band of its own; it knows no entry that is not at risk at once.
            fit = KaplanMeierFitter().fit(t, e)
            band = fit.confidence_interval_.loc[steps["time"]].to_numpy()
            known = survival > 0
            assert np.allclose(band[known, 0], low[known], rtol=1e-9, atol=1e-12)
            assert np.allclose(band[known, 1], high[known], rtol=1e-9, atol=1e-12)
    last = t.max() if len(t) else None
    ended = len(steps["survival"]) > 0 and steps["survival"][-1] == 0

    def first(values):
        return next((x for x, v in zip(steps["time"], values) if v <= 0.5 + 1e-11), None)

    def value(moment):
        if last is None or (moment > last and not ended):
            return None
        past = [s for x, s in zip(steps["time"], steps["survival"]) if x <= moment]
        return past[-1] if past else 1

    mean, error = [], []
    for h in horizon:
        if value(h) is None:
            mean.append(None)
            error.append(None)
            continue
        # The curve as a list of rectangles, each event time with what lies behind it.
        inside = [i for i, x in enumerate(steps["time"]) if x <= h]
        edges = np.array([0, *(steps["time"][i] for i in inside), h])
        heights = np.array([1, *(steps["survival"][i] for i in inside)])
        areas = np.diff(edges) * heights
        mean.append(areas.sum())
        n = np.array([steps["at_risk"][i] for i in inside], float)
        d = np.array([steps["events"][i] for i in inside], float)
        behind = areas[::-1].cumsum()[::-1][1:]
        terms = np.where((n > d) & (behind > 0), behind ** 2 * d / np.where(n > d, n * (n - d), 1), 0)
        error.append(terms.sum() ** 0.5)
    return {**steps, "median": [first(steps["survival"]), first(steps["low"]),
                                first(steps["high"])],
            "at": [value(x) for x in at], "mean": mean, "error": error}


def log_rank(duration, event, entry, group):
    from lifelines.statistics import multivariate_logrank_test
    from statsmodels.duration.survfunc import survdiff
    t, e, late, kept = at_risk(duration, event, entry)
    g = np.array(group, int)[kept]
    names = sorted(set(group))
    observed = np.array([e[g == k].sum() for k in names], float)
    expected = np.zeros(len(names))
    covariance = np.zeros((len(names), len(names)))
    for moment in np.unique(t[e == 1]):
        risk = np.array([((late < moment) & (t >= moment) & (g == k)).sum() for k in names], float)
        n, d = risk.sum(), ((t == moment) & (e == 1)).sum()
        expected += d * risk / n
        if n > 1:
            share = risk / n
            covariance += (d * (n - d) / (n - 1)) * (np.diag(share) - np.outer(share, share))
    rank = int(np.linalg.matrix_rank(covariance, tol=1e-9)) if len(names) else 0
    if rank == 0:
        return {"test": [None] * 3, "observed": [], "expected": []}
    difference = observed - expected
    square = difference @ np.linalg.pinv(covariance, rcond=1e-9, hermitian=True) @ difference
    if rank == len(set(g)) - 1:
        # Nothing is degenerate: the libraries have to say the same.
        if (late >= 0).any():
            other = survdiff(t, e, g, entry=late)[0]
        else:
            other = multivariate_logrank_test(t, g, e).test_statistic
        assert np.isclose(square, other, rtol=1e-9, atol=1e-10), (square, other)
    return {"test": [square, rank, stats.chi2.sf(square, rank)], "observed": observed,
            "expected": expected}


def turnbull(low, high, at):
    """Cells between all ends; maximal sets of observations; Wang's (2007) constrained Newton."""
    ends = sorted({v for v in [*low, *high] if v is not None})
    cells = []
    for v, after in zip(ends, [*ends[1:], np.inf]):
        cells += [(v, v), (v, after)]
    pairs = [(a, np.inf if b is None else b) for a, b in zip(low, high)]

    def holds(pair, cell):
        (a, b), (x, y) = pair, cell
        if a == b:
            return x == y == a
        return a < x <= b if x == y else a <= x and y <= b

    sets = [frozenset(i for i, pair in enumerate(pairs) if holds(pair, cell)) for cell in cells]
    maximal = [s for s in dict.fromkeys(sets) if s and not any(s < other for other in sets)]
    regions = [[c for c, s in zip(cells, sets) if s == clique] for clique in maximal]
    matrix = np.array([[i in clique for clique in maximal] for i in range(len(pairs))], float)
    n, m = matrix.shape
    p = np.full(m, 1 / m)
    for _ in range(500):
        inside = matrix @ p
        slopes = (matrix / inside[:, None]).sum(axis=0) / n
        if slopes.max() - 1 < 1e-13:
            break
        heavy = 1e4
        system = np.vstack([matrix / inside[:, None], heavy * np.ones((1, m))])
        aim, _ = nnls(system, np.append(np.full(n, 2.0), heavy), maxiter=100 * m)
        step = aim / aim.sum() - p
        length = 1.0
        while length > 1e-10:
            trial = matrix @ (p + length * step)
            if (trial > 0).all() and np.log(trial).sum() >= np.log(inside).sum():
                break
            length /= 2
        p = np.maximum(p + length * step, 0)
        # Self-consistency keeps what Newton's step does not see.
        p = p * (matrix / (matrix @ p)[:, None]).sum(axis=0) / n
    lower, upper = [], []
    for moment in at:
        surely = [r[0][0] > moment or (r[0][0] == moment and r[0][1] > moment) for r in regions]
        perhaps = [r[-1][1] > moment for r in regions]
        lower.append(p[np.array(surely, bool)].sum())
        upper.append(p[np.array(perhaps, bool)].sum())
    return {"low": lower, "high": upper, "likelihood": [np.log(matrix @ p).mean()]}
