"""Second opinions on cost-benefit: benefit.py QUESTIONS ANSWERS, both JSON.

A question is {"kind": …, "input": {name: [number, …]}}; its answer has lists of the same form,
-1 for "none". The simulation is written down from the formulas of docs/planning.md with draws of
its own; `twin` is also what Benchmarks/planning runs beside the product.
"""

import json
import sys

import numpy as np
from scipy import stats

DRAWS = 200_000


def beta(low, mode, high):
    place = (mode - low) / (high - low)
    return stats.beta(1 + 4 * place, 5 - 4 * place, loc=low, scale=high - low)


def pert(pert, p):
    distribution = beta(*pert)
    return {"quantile": distribution.ppf(p), "mean": [distribution.mean()]}


def lognormal(count, p):
    median, spread = count
    if spread == 0:
        return {"quantile": np.full(len(p), median)}
    return {"quantile": stats.lognorm(spread, scale=median).ppf(p)}


def spearman(a, b):
    return {"correlation": [stats.spearmanr(a, b).statistic]}


def capital_value(rate, benefit_budget, benefit_other, cost_budget, cost_other):
    i, surcharge, deduction = rate
    t = np.arange(len(cost_budget))
    factor = 1 / (1 + i) ** t
    budget = np.array(benefit_budget) - cost_budget
    other = np.array(benefit_other) - cost_other
    total = ((budget + other) * factor).sum()
    horizon = t[-1]
    annuity = total / horizon if i == 0 else total * i / (1 - (1 + i) ** -float(horizon))
    path = np.cumsum((budget + other) * factor)
    behind = np.flatnonzero(path < 0)
    if len(behind) == 0:
        payback = 0
    elif behind[-1] == horizon:
        payback = -1
    else:
        last = behind[-1]
        payback = np.interp(0, path[last:last + 2], [last, last + 1])
    benefits = (np.array(benefit_budget) + benefit_other) * (1 - deduction)
    costs = (np.array(cost_budget) + cost_other) * (1 + surcharge)
    return {"value": [(budget * factor).sum(), (other * factor).sum(), annuity, payback,
                      ((benefits - costs) * factor).sum()]}


def draw(rng, low, mode, high, count):
    """PERT draws."""
    if low == high:
        return np.full(count, low)
    place = (mode - low) / (high - low)
    return low + (high - low) * rng.beta(1 + 4 * place, 5 - 4 * place, count)


class Shared:
    """What all cases have in common in a draw."""

    def __init__(self, rng, minutes, wages, take_up, care, count):
        self.count, self.minutes = count, minutes
        self.wages = draw(rng, *wages, count)
        self.take_up = draw(rng, *take_up, count)
        self.care = draw(rng, *care, count)
        self.retyping = draw(rng, *minutes, count)


class Leistung:
    """Counts and savings per digital case of one Leistung."""

    def __init__(self, rng, shared, cases, spread, before, digital, retyped, material,
                 citizen_before, citizen_digital):
        n = shared.count
        self.cases = cases * np.exp(spread * rng.standard_normal(n))
        x = [draw(rng, *shared.minutes, n) for _ in range(4)]
        self.euros = shared.wages * (
            before * x[0] - digital * x[1] - retyped * shared.retyping) + material
        self.minutes = citizen_before * x[2] - citizen_digital * x[3]


def twin(rng, shared, leistungen, current, making, care, shares, rate, effect, extension):
    """→ capital values, citizens' hours and EUR of the administration a year, a draw each."""
    t = np.arange(1, len(shares) + 1)
    factor = 1 / (1 + rate) ** t
    value = -draw(rng, *making, shared.count) - care * shared.care * factor.sum()
    hours, euros = np.zeros(shared.count), np.zeros(shared.count)
    for leistung, today in zip(leistungen, current):
        served = np.minimum(1, np.outer(shares, shared.take_up))
        served = np.maximum(served, today) if extension else np.maximum(served - today, 0)
        weight = effect * leistung.cases
        value += weight * leistung.euros * (factor @ served)
        euros += weight * leistung.euros * served.mean(axis=0)
        hours += weight * leistung.minutes / 60 * served.mean(axis=0)
    return value, hours, euros


def simulation(rate, minutes, wages, take_up, care_factor, making, care, shares, effect, current,
               cases, spread, before, digital, retyping, material, citizen_before,
               citizen_digital):
    rng = np.random.default_rng(7)
    shared = Shared(rng, minutes, wages, take_up, care_factor, DRAWS)
    share, extension, connected = effect
    leistungen = [
        Leistung(rng, shared, cases[k], spread[k], before[k], digital[k],
                 (1 - connected) * retyping[k], material[k], citizen_before[k],
                 citizen_digital[k])
        for k in range(len(cases))]
    drawn = twin(rng, shared, leistungen, current, making, care[0], shares, rate[0], share,
                 extension == 1)
    return {name: [*np.quantile(values, [0.05, 0.5, 0.95]), (values > 0).mean()]
            for name, values in zip(("capital_value", "citizen_hours", "administration"), drawn)}


KINDS = {"pert": pert, "lognormal": lognormal, "spearman": spearman,
         "capital_value": capital_value, "simulation": simulation}


def main():
    asked, said = sys.argv[1:]
    with open(asked, encoding="utf-8") as file:
        questions = json.load(file)
    answers = [KINDS[question["kind"]](**question["input"]) for question in questions]
    plain = [{name: [float(x) for x in values] for name, values in answer.items()}
             for answer in answers]
    with open(said, "w", encoding="utf-8") as file:
        json.dump(plain, file)


if __name__ == "__main__":
    main()
