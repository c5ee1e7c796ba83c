"""What all peers share: a peer is a program of its own, so that a crash or an exhausted memory is
its own, and peak memory can be told.

    python -m driver.duckdb_peer ingest VARIANT THREADS FORMAT SOURCE DATABASE
    python -m driver.duckdb_peer ask VARIANT THREADS DATABASE RUNS ANSWERS QUESTION:FORM …

    python -m driver.duckdb_peer size DATABASE

`ingest` prints {"seconds", "rows"}; `size` {"bytes"}; `ask` one line a question and form with the
milliseconds of each run after one warm-up, or, with RUNS = 0, of the first run with the opening of
the database. Imports are not counted.
"""

import csv
import json
import os
import sys
import time


def main(peer):
    """`peer`: `ingest(variant, threads, format, source, database)` → rows, `connect(variant,
    threads, database)` → a function SQL → answer in the engine's own memory, `rows(answer)` of it,
    `size(database)` in bytes, `FORMS`: question → SQL texts with the same answer."""
    if sys.argv[1] == "size":
        print(json.dumps({"bytes": peer.size(sys.argv[2])}))
        return
    verb, variant, threads = sys.argv[1], sys.argv[2], int(sys.argv[3])
    if verb == "ingest":
        started = time.perf_counter()
        rows = peer.ingest(variant, threads, *sys.argv[4:])
        print(json.dumps({"seconds": time.perf_counter() - started, "rows": rows}), flush=True)
        return
    database, runs, answers = sys.argv[4], int(sys.argv[5]), sys.argv[6]
    started = time.perf_counter()
    ask = peer.connect(variant, threads, database)
    for item in sys.argv[7:]:
        question, form = item.split(":")
        sql = peer.FORMS[question][int(form)]
        if runs == 0:
            ask(sql)
            times = [time.perf_counter() - started]
        else:
            answer = ask(sql)
            if answers != "-":
                _write(os.path.join(answers, f"{question}.{form}.csv"), peer.rows(answer))
            times = []
            for _ in range(runs):
                answer = None
                begun = time.perf_counter()
                answer = ask(sql)
                times.append(time.perf_counter() - begun)
        print(json.dumps({"question": question, "form": int(form), "variant": variant,
                          "milliseconds": [1000 * seconds for seconds in times]}), flush=True)


def bytes_of(path):
    """Of a file, or of all files of a folder."""
    if os.path.isfile(path):
        return os.path.getsize(path)
    return sum(os.path.getsize(os.path.join(folder, name))
               for folder, _, names in os.walk(path) for name in names)


def _write(path, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
