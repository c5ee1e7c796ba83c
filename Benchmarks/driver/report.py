"""Results → the page docs/benchmarks.md, which is also what the terminal shows."""

import math

from .questions import QUESTIONS

NAMES = [question.name for question in QUESTIONS]


def page(results):
    machine = results["machine"]
    lines = [
        "# Benchmarks", "",
        "Written by `make bench`; every number comes from that run. "
        f"{machine['rows']:,} events (seed {machine['seed']}, "
        f"{machine['bytes_per_row']['ndjson']:.1f} bytes a row as NDJSON, "
        f"{machine['bytes_per_row']['csv']:.1f} as CSV), {machine['date']}, "
        f"commit {machine['commit']}, {machine['cpu']}, {machine['cores']} cores, "
        f"{machine['memory_gib']} GiB, {machine['system']}, {machine['swift']}, "
        + ", ".join(f"{name} {number}" for name, number in machine["packages"].items())
        + f". Load average before the run: {machine['load']:.2f}.", ""]
    if results.get("answers"):
        own = any(_own(name) for name in results["warm"])
        lines += ["All engines gave the same answers: counts and ratios are equal, and so are "
                  "durations" + (
                      "; those of the project at the default resolution (minutes, durations in "
                      "1 % buckets) are within 1 %." if own else "."), ""]
    lines += _ingest(results) + _sizes(results) + _questions(results)
    lines += _times(results, "warm", 1) + _times(results, "warm", 2)
    lines += _times(results, "cold", 1) + _times(results, "cold", 2)
    lines += _goals(results)
    if results["failures"]:
        lines += ["## What failed", ""] + [f"- {text}" for text in results["failures"]] + [""]
    return "\n".join(lines)


def _table(header, rows):
    return ["| " + " | ".join(header) + " |", "|" + " --- |" * len(header)] \
        + ["| " + " | ".join(row) + " |" for row in rows] + [""]


def _rate(load):
    if load is None:
        return None
    return None if load["error"] else load["rows"] / load["seconds"] / 1e6


def _ingest(results):
    loads = results["ingest"]
    if not loads:
        return []
    kinds = [f"{form} {cores}" for form in ("ndjson", "csv") for cores in (1, 2)]
    rows = []
    for engine, by in loads.items():
        cells = [engine]
        for kind in kinds:
            load = by.get(kind)
            rate = _rate(load)
            cells.append("–" if load is None else "failed" if rate is None else f"{rate:.2f}")
        peaks = [load["peak_megabytes"] for load in by.values() if not load["error"]]
        rows.append(cells + [f"{max(peaks):,.0f}" if peaks else "–"])
    sorting = "" if "sorting" not in results else (
        " DuckDB is loaded in the order of arrival; sorting it by process, authority and session "
        f"takes {results['sorting']:.1f} s more, not counted here. chDB's merge into one part is "
        "not counted either.")
    ratios = ["Lagebild against the best peer"]
    for kind in kinds:
        own = max((_rate(by.get(kind)) or 0 for name, by in loads.items() if _own(name)),
                  default=0)
        best = best_rate(results, kind)
        ratios.append(f"{own / best:.2f} ×" if own and best else "–")
    return ["## Ingest: million rows a second", "",
            "Reading, parsing, typing, writing and committing one file, by one and by two cores "
            "(the process is pinned to them). Peers are timed without the start of Python; "
            "Lagebild as a whole process, with its checks, session numbers and marts. Peak: the "
            "largest resident memory of these loads." + sorting, ""] \
        + _table(["engine", "NDJSON, 1 core", "NDJSON, 2", "CSV, 1 core", "CSV, 2", "peak MB"],
                 rows + [ratios + [""]])


def best_rate(results, kind):
    return max((_rate(by.get(kind)) or 0 for name, by in results["ingest"].items()
                if not _own(name)), default=0)


def _sizes(results):
    if not results["size"]:
        return []
    rows = [[name] + [f"{by[part]:.2f}" if part in by else "–"
                      for part in ("segments", "marts", "total")]
            for name, by in results["size"].items()]
    text = ["## Size: bytes an event on disk", "",
            "Segments: the events with the texts they share. Total: all of the database's files; "
            "for the peers with the Berlin day, which they keep beside the time stamp (Parquet "
            "without), for Lagebild with marts, ledger, remembered session hashes."]
    for name, seconds in results.get("compact", {}).items():
        text.append(f"{name}: segments merged after the load in {seconds:.1f} s.")
    return [text[0], "", " ".join(text[2:]), ""] \
        + _table(["engine", "segments", "marts", "total"], rows)


def _questions(results):
    if not results["warm"]:
        return []
    rows = [[question.name, question.text, f"{results['answers'].get(question.name, 0):,}",
             f"`{' '.join(question.ask)}`"] for question in QUESTIONS]
    return ["## The questions", ""] \
        + _table(["", "question", "rows", "`lagebild usage query`"], rows) \
        + ["The 20 of Q8 and the least number of Q9 are taken from Lagebild's answer by the "
           "driver; peers do it in SQL. Peers need not sort their answers, Lagebild does.", ""]


def _own(name):
    return name.startswith("Lagebild")


def of_cores(results, table, cores):
    """engine → question → milliseconds."""
    return {name[:-2]: times for name, times in results[table].items()
            if name.endswith(f" {cores}")}


def best_peer(rows):
    return {question: min(times[question] for name, times in rows.items()
                          if not _own(name) and question in times)
            for question in NAMES
            if any(not _own(name) and question in times for name, times in rows.items())}


def ratios(rows, name):
    best = best_peer(rows)
    return {question: best[question] / time for question, time in rows[name].items()
            if question in best}


def mean(values):
    values = list(values)
    return math.exp(sum(math.log(value) for value in values) / len(values)) if values else 0


def _times(results, table, cores):
    rows = of_cores(results, table, cores)
    if not rows:
        return []
    best = best_peer(rows)
    printed = [_row(name, times) for name, times in rows.items()]
    if best:
        printed.append(_row("best peer of each question", best))
        for name in filter(_own, rows):
            factors = ratios(rows, name)
            printed.append([f"{name}: times faster"] + [
                _factor(factors[question]) if question in factors else "–"
                for question in NAMES] + ["mean " + _factor(mean(factors.values()))])
    how = ("best of five runs after one to warm up, inside one process"
           if table == "warm" else
           "best of three fresh processes (files are in the system's cache), opening included")
    note = "Peers are asked in several forms and orders of storage; each question counts with " \
        "its best. Warm means that the same process has read the same columns before: peers " \
        "keep them in their buffer pools, Lagebild keeps opened chunks, checked and taken out of " \
        "zstd, in up to 256 MB, as a process may that stays open; it looks at them anew for each " \
        "question and keeps no answers. The command line asks once and keeps nothing: that is " \
        "what the cold tables show." if table == "warm" else \
        "Peers: from the opening of the database to the answer in memory, without Python's start " \
        "and imports, which the rows below count. Lagebild: the whole process, to the CSV on its " \
        "output."
    return [f"## {table.capitalize()}, {cores} core{'s' * (cores > 1)}: milliseconds", "",
            f"{how[0].upper()}{how[1:]}. {note} Mean: geometric.", ""] \
        + _table(["engine", *NAMES, "sum"], printed)


def _row(name, times):
    total = sum(times.values()) / 1000
    return [name] + [_milliseconds(times.get(question)) for question in NAMES] + [
        f"{total:.2f} s" if len(times) == len(NAMES) else "–"]


def _factor(value):
    return f"{value:.1f} ×" if value >= 2 else f"{value:.2f} ×"


def _milliseconds(time):
    if time is None:
        return "–"
    return f"{time:,.0f}" if time >= 100 else f"{time:.1f}" if time >= 1 else f"{time:.2f}"


def _goals(results):
    rows = [row for row in _measured(results) if row[2] is not None]
    if not rows:
        return []
    printed = [[text, limit, shown, "yes" if met else "**no**"]
               for text, limit, shown, met in rows]
    return ["## Goals", ""] + _table(["goal", "wanted", "measured", "met"], printed)


def _measured(results):
    """Goals of the design: (text, wanted, measured, met)."""
    def goal(text, value, limit, unit, upwards=True):
        if value is None:
            return (text, "", None, False)
        return (text, f"{'≥' if upwards else '≤'} {limit}{unit}", f"{value:.2f}{unit}",
                value >= limit if upwards else value <= limit)

    warm, cold = of_cores(results, "warm", 1), of_cores(results, "cold", 1)
    for name in filter(_own, warm):
        factors = ratios(warm, name)
        if not factors:
            continue
        if name.endswith("cube"):
            yield goal(f"{name}: against the best peer, mean", mean(factors.values()), 50, " ×")
        else:
            yield goal(f"{name}: against the best peer, mean", mean(factors.values()), 5, " ×")
            yield goal(f"{name}: the slowest question", min(factors.values()), 1, " ×")
            best = best_peer(warm)
            if len(warm[name]) == len(NAMES):
                yield goal(f"{name}: sum, share of the best peer's",
                           sum(warm[name].values()) / sum(best.values()), 0.25, "", False)
            both = of_cores(results, "warm", 2).get(name)
            if both:
                yield goal(f"{name}: two cores against one",
                           sum(warm[name].values()) / sum(both.values()), 1.8, " ×")
    for name in filter(_own, cold):
        if "Q10" in cold[name]:
            yield goal(f"{name}: Q10 cold", cold[name]["Q10"], 30, " ms", False)
    own = next((by for name, by in results["ingest"].items() if _own(name)), {})
    for form, rate, factor in (("ndjson", 2.5, 2.2), ("csv", 3.5, 2.0)):
        one, best = _rate(own.get(f"{form} 1")), best_rate(results, f"{form} 1")
        if one:
            yield goal(f"ingest, {form}", one, rate, " M rows/s")
            if best:
                yield goal(f"ingest, {form}, against the best peer", one / best, factor, " ×")
            two = _rate(own.get(f"{form} 2"))
            if two:
                yield goal(f"ingest, {form}, two cores against one", two / one, 1.8, " ×")
    if own:
        peak = max(load["peak_megabytes"] for load in own.values())
        yield goal("ingest, peak memory", peak, 150, " MB", False)
    for name, by in results["size"].items():
        if "segments" in by:
            limit = 4.8 if "lossless" in name else 2.2
            yield goal(f"{name}: segments", by["segments"], limit, " bytes/event", False)
            yield goal(f"{name}: marts", by["marts"], 1.5, " bytes/event", False)
