"""A portfolio as a mixed integer programme for HiGHS (scipy.optimize.milp), and the judge of a plan.

Reads what `lagebild portfolio solve` reads: the file of candidates and the options. Knows the rules
of the money from their words alone. Amounts are whole cents and values whole units of their last
decimal place here; HiGHS sees EUR as floating point numbers, so that what it gives back is judged
like any other plan before it counts.
"""

import csv
import sys
import time
from decimal import Decimal

import numpy
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

CAP = 150_000_000


class Problem:
    """Candidates and money of one question."""

    def __init__(self, path, budgets, policy="A", carry_in="0", carry_budget=False, minimums=None):
        with open(path, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.ids = [row["id"] for row in rows]
        index = {name: place for place, name in enumerate(self.ids)}
        values = [Decimal(row["value"]) for row in rows]
        self.places = max([0] + [-value.as_tuple().exponent for value in values])
        self.values = [int(value.scaleb(self.places)) for value in values]
        self.costs = [cents(row["cost_eur"]) for row in rows]
        self.cares = [cents(row.get("care_eur_a_year") or "0") for row in rows]
        self.needs = [[index[name] for name in (row.get("depends_on") or "").split()]
                      for row in rows]
        self.groups = members(row.get("alternative_group") for row in rows)
        self.fields = members(row.get("themenfeld") for row in rows)
        self.budgets = [cents(budget) for budget in budgets]
        self.policy = policy
        self.carry_in = cents(carry_in)
        self.carry_budget = carry_budget
        self.minimums = minimums or {}

    def share(self, spent, available):
        """The Kommunen's part of an amount."""
        return min(spent if self.policy == "A" else spent // 2, available)

    def judge(self, years):
        """Years as lists of ids → value, or a sentence about the broken rule."""
        year_of = {}
        for year, chosen in enumerate(years):
            for name in chosen:
                if name in year_of:
                    return f"{name} is chosen twice"
                year_of[name] = year
        place = {self.ids.index(name): year for name, year in year_of.items()}
        for item, year in place.items():
            for need in self.needs[item]:
                if place.get(need, len(years)) > year:
                    return f"{self.ids[item]} stands before {self.ids[need]}"
        for name, group in self.groups.items():
            if sum(item in place for item in group) > 1:
                return f"two of group {name} are chosen"
        for name, least in self.minimums.items():
            if sum(item in place for item in self.fields[name]) < least:
                return f"fewer than {least} of {name} are chosen"
        for year, money in enumerate(self.money(years)):
            if money["spent_eur"] > money["limit_eur"]:
                return f"year {year + 1} spends more than it may: {money}"
        return sum(self.values[item] for item in place)

    def money(self, years):
        """Years as lists of ids → cents by name of each year."""
        carry = moved = self.carry_in
        care, result = 0, []
        for chosen, budget in zip(years, self.budgets):
            places = [self.ids.index(name) for name in chosen]
            spent = sum(self.costs[item] for item in places) + care
            limit, available = budget + moved, CAP + carry
            used = self.share(spent, available)
            moved = limit - spent if self.carry_budget else self.share(limit, available) - used
            carry = available - used
            result.append({
                "budget_eur": budget, "limit_eur": limit, "spent_eur": spent, "care_eur": care,
                "municipal_eur": used, "land_eur": spent - used, "carry_over_eur": carry})
            care += sum(self.cares[item] for item in places)
        return result

    def decimal(self, value):
        return Decimal(value).scaleb(-self.places)


def cents(text):
    return int((Decimal(text) * 100).to_integral_exact())


def members(names):
    """Name → places; blank names are none."""
    found = {}
    for place, name in enumerate(names):
        if name:
            found.setdefault(name, []).append(place)
    return found


def solve(problem, seconds):
    """→ (value or None, whether HiGHS finished, its bound, CPU seconds)."""
    model = Rows(problem)
    before = time.process_time()
    result = milp(
        -model.objective, constraints=model.constraint(), bounds=Bounds(0, model.upper),
        integrality=model.integrality,
        options={"time_limit": seconds, "mip_rel_gap": 0.0, "presolve": True})
    used = time.process_time() - before
    if result.x is None:
        return None, result.status == 2, None, used
    years = [[problem.ids[item] for item in range(len(problem.ids))
              if result.x[model.choice(item, year)] > 0.5]
             for year in range(len(problem.budgets))]
    value = problem.judge(years)
    if isinstance(value, str):
        print(f"HiGHS broke a rule by rounding: {value}", file=sys.stderr)
        value = None
    bound = None if result.mip_dual_bound is None else -result.mip_dual_bound
    return value, result.status == 0, bound, used


class Rows:
    """x(item, year), then of each year: spent, the Kommunen's used part, their available part, what
    they had to pay of the whole limit, what moves on, and whether they are at their cap."""

    KINDS = 6

    def __init__(self, problem):
        self.problem = problem
        self.count, self.years = len(problem.ids), len(problem.budgets)
        self.size = self.count * self.years + self.KINDS * self.years
        self.objective = numpy.zeros(self.size)
        self.integrality = numpy.ones(self.size)
        self.upper = numpy.ones(self.size)
        self.most = (sum(problem.budgets) + problem.carry_in + CAP * (self.years + 1)) / 100
        self.entries, self.low, self.high = [], [], []
        for item in range(self.count):
            for year in range(self.years):
                self.objective[self.choice(item, year)] = problem.values[item]
        self.selections()
        self.money()

    def choice(self, item, year):
        return item * self.years + year

    def variable(self, kind, year):
        return self.count * self.years + kind * self.years + year

    def add(self, terms, low, high):
        self.entries += [(len(self.low), column, factor) for column, factor in terms]
        self.low.append(low)
        self.high.append(high)

    def selections(self):
        problem, every = self.problem, range(self.years)
        for item in range(self.count):
            self.add([(self.choice(item, year), 1) for year in every], 0, 1)
            for need in problem.needs[item]:
                for last in every:
                    self.add([(self.choice(item, year), 1) for year in range(last + 1)]
                             + [(self.choice(need, year), -1) for year in range(last + 1)],
                             -numpy.inf, 0)
        for group in problem.groups.values():
            self.add([(self.choice(item, year), 1) for item in group for year in every], 0, 1)
        for name, least in problem.minimums.items():
            self.add([(self.choice(item, year), 1) for item in problem.fields[name]
                      for year in every], least, numpy.inf)

    def money(self):
        problem = self.problem
        part = 1 if problem.policy == "A" else 0.5
        for year, budget in enumerate(problem.budgets):
            spent, used, available, whole, moved, at_cap = (
                self.variable(kind, year) for kind in range(self.KINDS))
            for column in (spent, used, available, whole, moved):
                self.upper[column] = self.most
                self.integrality[column] = 0
            self.add(
                [(self.choice(item, year), problem.costs[item] / 100)
                 for item in range(self.count)]
                + [(self.choice(item, before), problem.cares[item] / 100)
                   for item in range(self.count) for before in range(year) if problem.cares[item]]
                + [(spent, -1)], 0, 0)
            if year == 0:
                before, carried = [], problem.carry_in / 100
                self.add([(available, 1)], CAP / 100 + carried, CAP / 100 + carried)
            else:
                before, carried = [(self.variable(4, year - 1), -1)], 0
                # available = cap + what was available before − what was used of it
                self.add([(available, 1), (self.variable(2, year - 1), -1),
                          (self.variable(1, year - 1), 1)], CAP / 100, CAP / 100)
            limit = budget / 100 + carried
            self.add([(spent, 1), *before], -numpy.inf, limit)
            if problem.carry_budget:
                self.add([(moved, 1), (spent, 1), *before], -numpy.inf, limit)
            else:
                self.add([(moved, 1), (used, 1), (whole, -1)], -numpy.inf, 0)
            # whole ≤ both; used ≥ the smaller: less used is never worse.
            self.add([(whole, 1), *((column, -part) for column, _ in before)],
                     -numpy.inf, limit * part)
            self.add([(whole, 1), (available, -1)], -numpy.inf, 0)
            self.add([(used, 1), (spent, -part), (at_cap, self.most)], 0, numpy.inf)
            self.add([(used, 1), (available, -1), (at_cap, -self.most)], -self.most, numpy.inf)

    def constraint(self):
        rows, columns, factors = zip(*self.entries)
        return LinearConstraint(
            csr_matrix((factors, (rows, columns)), shape=(len(self.low), self.size)),
            self.low, self.high)
