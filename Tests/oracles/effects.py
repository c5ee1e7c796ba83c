"""effects.py CASES ANSWERS: event studies, Moran's I and logistic hazards, by their formulas.

A case is {"kind": …, "input": {name: [number or null, …]}}; its answer has lists of the same form.
ATT(g,t) by Callaway and Sant'Anna (2021), one cell at a time, from sets of units; Moran's I as a
quadratic form with a matrix of weights; the hazard by statsmodels on one line a trial.
"""

import json
import sys
import warnings

import numpy as np
import statsmodels.api as sm

warnings.filterwarnings("ignore")


def numbers(values, none=np.nan):
    return np.array([none if v is None else v for v in values], float)


def event_study(outcomes, starts, ends, censored, window):
    start, end, cens = (numbers(v, np.inf) for v in (starts, ends, censored))
    y = numbers(outcomes).reshape(len(starts), -1)
    before, after = (int(v) for v in window)
    units, cells = range(len(starts)), []
    for g in sorted({int(s) for s in start if np.isfinite(s) and s >= 1}):
        for t in range(max(0, g - before), min(y.shape[1], g + after + 1)):
            if t == g - 1:
                continue
            known = {i for i in units if np.isfinite(y[i, t]) and np.isfinite(y[i, g - 1])}
            treated = {i for i in known if start[i] == g and t < end[i]}
            latest = max(t, g - 1)
            untreated = {i for i in known if start[i] != g and start[i] > latest}
            controls = {i for i in untreated if cens[i] > latest}
            if treated and controls:
                change = {i: y[i, t] - y[i, g - 1] for i in treated | controls}
                att = (np.mean([change[i] for i in treated])
                       - np.mean([change[i] for i in controls]))
                cells.append((g, t, att, len(treated), len(controls)))
    relative = sorted({t - g for g, t, *_ in cells})
    profile = []
    for e in relative:
        at = [c for c in cells if c[1] - c[0] == e]
        profile.append(np.average([c[2] for c in at], weights=[c[3] for c in at]))
    later = [p for e, p in zip(relative, profile) if e >= 0]
    return {"group": [c[0] for c in cells], "period": [c[1] for c in cells],
            "att": [c[2] for c in cells], "treated": [c[3] for c in cells],
            "controls": [c[4] for c in cells], "relative": relative, "profile": profile,
            "overall": [np.mean(later) if later else None]}


def moran(values, edges):
    x = numbers(values)
    w = np.zeros((len(x), len(x)))
    for a, b in np.array(edges, int).reshape(-1, 2):
        w[a, b] = w[b, a] = 1
    z = x - x.mean()
    return {"moran": [len(x) / w.sum() * (z @ w @ z) / (z @ z)], "expected": [-1 / (len(x) - 1)]}


def hazard(events, trials, x, cluster):
    design = np.array(x, float).reshape(len(events), -1)
    happened, total = np.array(events, int), np.array(trials, int)
    rows = np.repeat(np.arange(len(total)), total)
    outcome = np.concatenate([[1] * k + [0] * (n - k) for k, n in zip(happened, total)])
    groups = np.array(cluster, int)[rows]
    model = sm.Logit(outcome, design[rows])
    plain = model.fit(disp=0, method="newton", tol=1e-14, maxiter=200)
    clustered = model.fit(disp=0, method="newton", tol=1e-14, maxiter=200, cov_type="cluster",
                          cov_kwds={"groups": groups, "use_correction": False})
    count = len(set(groups))
    return {"coefficients": plain.params, "errors": plain.bse,
            "clustered": clustered.bse * np.sqrt(count / (count - 1)), "likelihood": [plain.llf]}


KINDS = {"eventStudy": event_study, "moran": moran, "hazard": hazard}


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
