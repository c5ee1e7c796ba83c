"""judge_portfolio.py LAGEBILD FOLDER COUNT YEARS SECONDS: `lagebild portfolio solve` beside HiGHS.

One problem of each family; prints a line for each. Fails where a plan breaks a rule, where amounts
of money differ, where HiGHS finds more, or where a proven value is not that of a finished HiGHS.
"""

import json
import resource
import subprocess
import sys
from pathlib import Path

import portfolio
from portfolio_families import FAMILIES, family


def compare(lagebild, folder, name, count, years, seed, seconds, limit=10, strict=True):
    """→ what both say of one problem; raises AssertionError where they cannot both be right, or, if
    strict, where HiGHS found more."""
    lines, options = family(name, count, years, seed)
    path = Path(folder) / "candidates.csv"
    path.write_text(lines, encoding="utf-8")
    command = [
        lagebild, "portfolio", "solve", "--candidates", path, "--first-year", "2027",
        "--budget", ",".join(options["budgets"]), "--policy", options["policy"],
        "--carry-in", options["carry_in"], "--project", folder,
        "--time-limit", str(limit)]
    for field, least in options["minimums"].items():
        command += ["--minimum", f"{field}={least}"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    plan = json.loads(said, parse_float=portfolio.Decimal, parse_int=portfolio.Decimal)
    problem = portfolio.Problem(path, **options)
    value = problem.judge([year["chosen"] for year in plan["years"]])
    case = f"{name}, {count} candidates, {years} years, seed {seed}"
    assert not isinstance(value, str), f"{case}: {value}"
    assert problem.decimal(value) == plan["value"], f"{case}: {plan['value']} is not its value"
    for year, money in zip(plan["years"], problem.money([y["chosen"] for y in plan["years"]])):
        for key, cents in money.items():
            assert year[key] * 100 == cents, f"{case}: {year['year']}, {key}: {year[key]}"
    best, finished, bound, used = portfolio.solve(problem, seconds)
    assert not strict or best is None or best <= value, f"{case}: {value}, HiGHS {best}"
    assert plan["optimal"] == (plan["value"] == plan["bound"]), case
    if finished and best is not None:
        assert not plan["optimal"] or value == best, f"{case}: {value}, HiGHS {best}"
        assert problem.decimal(best) <= plan["bound"], f"{case}: {plan['bound']}, HiGHS {best}"
    return {
        "family": name, "count": count, "years": years, "seed": seed,
        "optimal": plan["optimal"], "gap": gap(plan["value"], plan["bound"]),
        "seconds": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
        "peer_finished": finished, "peer_seconds": used,
        "peer_short": None if best is None else gap(problem.decimal(best), plan["value"]),
        "peer_gap": None if best is None or bound is None else (bound - best) / max(1, abs(best)),
    }


def gap(value, bound):
    return float((bound - value) / max(1, abs(bound)))


def main():
    lagebild, folder, count, years, seconds = sys.argv[1:]
    for name in FAMILIES:
        # A program without optimisation on a busy machine takes its time; what is asked here is
        # whether it is right.
        found = compare(
            lagebild, folder, name, int(count), int(years), 1, float(seconds), limit=120)
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
