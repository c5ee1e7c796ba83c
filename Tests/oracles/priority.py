"""SMAA-2 by matrices: priority.py < CASE > ANSWER, both JSON.

The case has the scores `[draw][criterion][candidate]` and the weights `[draw][criterion]` as the
product drew them; the answer has what follows from them.
"""

import json
import sys

import numpy as np


def judge(scores, weights):
    u, w = np.array(scores), np.array(weights)
    draws, _, count = u.shape
    total = np.zeros((draws, count))
    for criterion in range(u.shape[1]):
        total += w[:, criterion, None] * u[:, criterion, :]
    more = total[:, :, None] > total[:, None, :]
    better = more.sum(axis=1)  # [draw, candidate]: how many others score more
    assert all(len(set(row)) == count for row in better), "the case has ties"
    acceptability = [(better == rank).sum(axis=0) for rank in range(count)]
    first = better == 0
    central, confidence = [], []
    for candidate in range(count):
        if not first[:, candidate].any():
            central.append(None)
            confidence.append(None)
            continue
        mean = w[first[:, candidate]].mean(axis=0)
        suited = np.einsum("k,dki->di", mean, u)
        central.append(mean.tolist())
        confidence.append(int((suited[:, [candidate]] >= suited).all(axis=1).sum()))
    return {
        "acceptability": np.array(acceptability).T.tolist(),
        "pairs": more.sum(axis=0).tolist(),
        "expected": (better + 1).mean(axis=0).tolist(),
        "low": np.quantile(better + 1, 0.05, axis=0, method="inverted_cdf").tolist(),
        "high": np.quantile(better + 1, 0.95, axis=0, method="inverted_cdf").tolist(),
        "central": central, "confidence": confidence,
    }


if __name__ == "__main__":
    json.dump(judge(**json.load(sys.stdin)), sys.stdout)
