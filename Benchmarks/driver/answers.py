"""Answers of all engines in one form, and their comparison."""

import csv

from .questions import BY_NAME, LEAST, QUARTERS, QUESTIONS


class Difference(Exception):
    """Two engines disagree; the text names the first row."""


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def of_peer(name, rows):
    """Rows of a peer: key columns, then measures, in the order of the question."""
    question = BY_NAME[name]
    width = len(question.keys)
    return _table((tuple(_key(kind, cell) for kind, cell in zip(question.keys, row)),
                   tuple(_number(cell) for cell in row[width:])) for row in rows)


def of_lagebild(name, rows):
    """Rows of `lagebild usage query`; what its language does not say is done here: the top 20 of
    Q8, the least number of Q9."""
    question = BY_NAME[name]
    rows = rows[1:]
    if name == "Q8":
        return _fastest_growing(rows)
    width = len(question.keys)
    table = _table((tuple(row[:width]), tuple(_number(cell) for cell in row[width:]))
                   for row in rows)
    if name == "Q9":
        table = {key: cells for key, cells in table.items() if cells[1] >= LEAST}
    return table


def compare(name, expected, found, tolerance):
    """Raises at the first row (in order of the keys) in which two answers differ.

    Durations may differ by the relative tolerance; ratios in the last digits, since sums of
    floating point numbers depend on their order; all else is equal or not.
    """
    (expected_of, expected), (found_of, found) = expected, found
    question = BY_NAME[name]
    for key in sorted(expected.keys() | found.keys()):
        if key not in found or key not in expected:
            lacking, having = (found_of, expected) if key not in found else (expected_of, found)
            raise Difference(f"{name}, row {','.join(key)}: {lacking} lacks it, the other says "
                             f"{having[key]} ({expected_of} against {found_of})")
        for kind, a, b in zip(question.measures, expected[key], found[key]):
            allowed = {"ms": tolerance, "share": 1e-12, "grade": 1e-12}.get(kind, 0)
            if a is None or b is None:
                equal = a is b
            else:
                equal = abs(a - b) <= allowed * max(abs(a), abs(b))
            if not equal:
                raise Difference(f"{name}, row {','.join(key)}: {expected_of} says "
                                 f"{expected[key]}, {found_of} says {found[key]}")


def compare_all(answers, tolerances):
    """`answers`: engine → question → table. Each is compared with the first engine that answered
    the question."""
    for question in QUESTIONS:
        able = [engine for engine in answers if question.name in answers[engine]]
        for engine in able[1:]:
            compare(question.name, (able[0], answers[able[0]][question.name]),
                    (engine, answers[engine][question.name]), tolerances.get(engine, 0))


def _table(rows):
    # A group without a single value (no submissions, no durations) is the same as no group: SQL
    # leaves it out, Lagebild lists it.
    return {key: cells for key, cells in rows if any(cells)}


def _key(kind, cell):
    cell = str(cell)
    if kind == "day":
        return cell[:10]
    if kind == "month":
        return cell[:7] if "-" in cell else f"{cell[:4]}-{cell[4:6]}"
    return cell.zfill(5) if kind == "kreis" else cell


def _number(cell):
    if cell in ("", None, "\\N", "nan", "NULL"):
        return None
    try:
        return int(cell)
    except ValueError:
        return float(cell)


def _fastest_growing(rows):
    counts = {}
    for process, quarter, submissions in rows:
        counts.setdefault(process, {})[quarter] = int(submissions)
    earlier, later = QUARTERS
    pairs = [(process, by.get(earlier, 0), by.get(later, 0)) for process, by in counts.items()]
    pairs = [pair for pair in pairs if pair[1] >= LEAST]
    pairs.sort(key=lambda pair: (-(pair[2] / pair[1]), pair[0]))
    return {(process,): (before, after) for process, before, after in pairs[:20]}
