"""chDB (ClickHouse in a process): MergeTree by process, authority, session, LowCardinality texts,
codecs by column, merged into one part after the load."""

import sys

from chdb import session as sessions

import pyarrow
import pyarrow.ipc

from . import peer
from .questions import AUTHORITY, LEAST, PROCESS, QUARTER_STARTS, WEEK

VARIANTS = ("sorted",)

_TABLE = """
    CREATE TABLE b.e (
      ts DateTime64(3, 'UTC') CODEC(Delta, ZSTD(3)),
      day Date CODEC(Delta, ZSTD(3)),
      event LowCardinality(String) CODEC(ZSTD(3)),
      process LowCardinality(String) CODEC(ZSTD(3)),
      authority UInt32 CODEC(Delta, ZSTD(3)),
      session UInt64 CODEC(ZSTD(3)),
      channel LowCardinality(String) CODEC(ZSTD(3)),
      duration_ms Nullable(Int64) CODEC(T64('bit'), ZSTD(3)),
      step UInt8 CODEC(ZSTD(3)),
      rating UInt8 CODEC(ZSTD(3)),
      target LowCardinality(String) CODEC(ZSTD(3))
    ) ENGINE = MergeTree ORDER BY (process, authority, session, ts)
"""
_STRUCTURE = (
    "ts DateTime64(3, 'UTC'), event LowCardinality(String), process LowCardinality(String), "
    "authority String, session String, channel LowCardinality(String), "
    "duration_ms Nullable(Int64), step UInt8, rating UInt8, target LowCardinality(String)")
_READING = """date_time_input_format = 'best_effort', input_format_csv_empty_as_default = 1,
    input_format_null_as_default = 1, input_format_allow_errors_num = 0"""

_KREIS = "intDiv(authority, 1000)"
_MONTH = "toYYYYMM(day)"
# quantilesExact takes the element at position floor(level × n), counted from 0; nearest rank is
# ceil(q × n), counted from 1. A level a little below q makes both the same for n < 10 million.
_LEVELS = "0.4999999999, 0.8999999999, 0.9899999999"
# 0 stands for no session, no step, no rating: cheaper than Nullable here.
FORMS = {
    "Q1": ["SELECT day, process, count() FROM b.e GROUP BY day, process"],
    "Q2": [f"""SELECT {_KREIS} AS kreis, {_MONTH} AS month, count() FROM b.e
               WHERE event = 'submitted' GROUP BY kreis, month"""],
    "Q3": [
        """SELECT process, uniqExactIf(session, event = 'submitted' AND session != 0)
             / uniqExactIf(session, event = 'process_started' AND session != 0)
           FROM b.e WHERE event IN ('submitted', 'process_started') GROUP BY process""",
        """SELECT process, sum(done) / sum(begun) FROM (
             SELECT process, session, max(event = 'submitted') AS done,
               max(event = 'process_started') AS begun FROM b.e
             WHERE session != 0 AND event IN ('submitted', 'process_started')
             GROUP BY process, session) GROUP BY process""",
    ],
    "Q4": [f"""SELECT {_KREIS} AS kreis, countIf(channel IN ('online', 'mobile')) / count()
               FROM b.e WHERE event = 'submitted' GROUP BY kreis"""],
    "Q5": [f"""SELECT process, month, q[1], q[2], q[3] FROM (
                 SELECT process, {_MONTH} AS month, quantilesExact({_LEVELS})(duration_ms) AS q
                 FROM b.e WHERE event = 'submitted' AND duration_ms IS NOT NULL
                 GROUP BY process, month)"""],
    "Q6": [
        f"""SELECT {_MONTH} AS month, {_KREIS} AS kreis, uniqExact(session) FROM b.e
            WHERE session != 0 GROUP BY month, kreis""",
        f"""SELECT month, kreis, count() FROM (
              SELECT DISTINCT {_MONTH} AS month, {_KREIS} AS kreis, session FROM b.e
              WHERE session != 0) GROUP BY month, kreis""",
    ],
    "Q7": [f"""SELECT step, uniqExact(session) FROM b.e
               WHERE process = '{PROCESS}' AND event = 'step_completed' GROUP BY step"""],
    "Q8": [f"""SELECT process, before, after FROM (
                 SELECT process, countIf(day < '{QUARTER_STARTS[1]}') AS before,
                   countIf(day >= '{QUARTER_STARTS[1]}') AS after
                 FROM b.e WHERE event = 'submitted' AND day >= '{QUARTER_STARTS[0]}'
                   AND day < '{QUARTER_STARTS[2]}' GROUP BY process)
               WHERE before >= {LEAST} ORDER BY after / before DESC, process LIMIT 20"""],
    "Q9": [f"""SELECT process, avg(rating), count() FROM b.e WHERE rating != 0
               GROUP BY process HAVING count() >= {LEAST}"""],
    "Q10": [f"""SELECT process, count() FROM b.e WHERE authority = {int(AUTHORITY)}
                AND day BETWEEN '{WEEK[0]}' AND '{WEEK[1]}' GROUP BY process"""],
}


def ingest(variant, threads, form, source, database):
    session = sessions.Session(database)
    if form == "optimize":
        session.query("OPTIMIZE TABLE b.e FINAL")
        return 0
    session.query("CREATE DATABASE b")
    session.query(_TABLE)
    file = f"file('{source}', '{'CSVWithNames' if form == 'csv' else 'JSONEachRow'}', " \
        f"'{_escaped(_STRUCTURE)}')"
    session.query(f"""
        INSERT INTO b.e SELECT ts, toDate(ts, 'Europe/Berlin'), event, process,
          toUInt32(authority), reinterpretAsUInt64(reverse(unhex(session))), channel, duration_ms,
          step, rating, target FROM {file}
        SETTINGS max_threads = {threads}, max_insert_threads = {threads}, {_READING}""")
    rows = int(str(session.query("SELECT count() FROM b.e", "TSV")).strip())
    session.close()
    return rows


def connect(variant, threads, database):
    session = sessions.Session(database)
    # Arrow is as cheap as the engine's own form and leaves no numbers to be printed.
    return lambda sql: session.query(f"{sql} SETTINGS max_threads = {threads}", "ArrowStream")


def rows(answer):
    table = pyarrow.ipc.open_stream(answer.bytes()).read_all()
    return zip(*(column.to_pylist() for column in table.columns))


def size(database):
    """Bytes of the active parts: what was merged away is deleted later."""
    return int(str(sessions.Session(database).query(
        "SELECT sum(bytes_on_disk) FROM system.parts WHERE active AND table = 'e'", "TSV")))


def _escaped(text):
    return text.replace("'", "\\'")


if __name__ == "__main__":
    peer.main(sys.modules[__name__])
