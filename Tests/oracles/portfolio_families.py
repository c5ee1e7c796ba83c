"""Random candidates, in kinds that a solver may find hard for different reasons.

family(name, count, years, seed) → lines of the file of candidates and the options of
`lagebild portfolio solve`. Amounts are whole cents, the same in every run.
"""

import random

FAMILIES = {
    "uncorrelated": "costs from 50,000 to 2,000,000 EUR to the cent, values of their own",
    "weakly correlated": "values near the costs",
    "strongly correlated": "values are the cost and a constant",
    "inversely correlated": "values are the cost less a constant, but at least one unit",
    "subset sum": "values are the costs",
    "simulated": "costs in whole thousands of EUR, values over four orders of magnitude",
    "simulated with care": "the same with care of 10 to 20 % a year",
    "one share of care": "values near the costs, care of 15 % a year for all",
    "care to the cent": "costs to the cent, values of their own, care of up to 25 % a year",
}
HEADER = ["id", "value", "cost_eur", "depends_on", "alternative_group", "themenfeld",
          "care_eur_a_year"]


def family(name, count, years, seed):
    draw = random.Random(f"{name} {count} {years} {seed}")
    rows = []
    for index in range(count):
        cost = draw.randrange(5_000_000, 200_000_000)
        care = 0
        if name in ("uncorrelated", "care to the cent"):
            value = f"{draw.randrange(100, 100_000) / 100:.2f}"
            if name == "care to the cent":
                care = draw.randrange(cost // 4)
        elif name in ("weakly correlated", "one share of care"):
            value = f"{(cost / 2_000 + draw.randrange(20_000)) / 100:.2f}"
            if name == "one share of care":
                care = cost * 15 // 100
        elif name == "strongly correlated":
            value = f"{(cost // 2_000 + 10_000) / 100:.2f}"
        elif name == "inversely correlated":
            value = f"{max(1, cost // 2_000 - 10_000) / 100:.2f}"
        elif name == "subset sum":
            value = euros(cost)
        else:
            cost = cost // 100_000 * 100_000
            value = f"{round(10 ** draw.uniform(2, 5.5))}"
            if name == "simulated with care":
                care = cost * draw.randrange(10, 21) // 100
        rows.append([f"c{index:03d}", value, cost, [], "", f"t{draw.randrange(14)}", care])
    relate(rows, draw)
    budget = sum(row[2] for row in rows) * 3 // 10 // years
    lines = [",".join(HEADER)] + [
        ",".join([row[0], row[1], euros(row[2]), " ".join(row[3]), row[4], row[5], euros(row[6])])
        for row in rows]
    cheapest = min((row for row in rows if not row[3]), key=lambda row: row[2])
    options = {"budgets": [euros(budget)] * years, "policy": draw.choice("AB"),
               "carry_in": euros(draw.choice([0, 40_000_000])),
               "minimums": {cheapest[5]: 1}}
    return "\n".join(lines) + "\n", options


def relate(rows, draw):
    """About a quarter depend on an earlier one, about 15 % are one of two alternatives that nobody
    depends on."""
    index = len(rows) // 10
    free = list(range(index))
    while index < len(rows):
        kind = draw.random()
        if kind < 0.25 and free:
            rows[index][3] = sorted({rows[place][0] for place in
                                     draw.sample(free[-20:], min(len(free), 1 + (kind < 0.05)))})
        elif kind < 0.325 and index + 1 < len(rows):
            rows[index][4] = rows[index + 1][4] = f"g{index}"
            index += 2
            continue
        free.append(index)
        index += 1


def euros(cents):
    return f"{cents // 100}.{cents % 100:02d}"
