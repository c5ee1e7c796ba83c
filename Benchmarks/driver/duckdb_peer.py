"""DuckDB: typed columns, the Berlin day computed at ingest. Variants: `plain` keeps the order of
arrival; `sorted` is built from it, by process, authority, session, with the process as ENUM."""

import sys

import duckdb

from . import peer
from .questions import AUTHORITY, LEAST, PROCESS, QUARTER_STARTS, WEEK

VARIANTS = ("plain", "sorted")

_TYPES = """
    CREATE TYPE event AS ENUM ('page_view', 'process_started', 'step_completed', 'submitted',
      'abandoned', 'handed_over', 'completed', 'feedback');
    CREATE TYPE channel AS ENUM ('online', 'mobile', 'counter', 'mail', 'phone', 'email', 'other');
    CREATE TYPE target AS ENUM ('fachverfahren', 'postbox');
"""
_COLUMNS = {
    "ts": "VARCHAR", "event": "VARCHAR", "process": "VARCHAR", "authority": "VARCHAR",
    "session": "VARCHAR", "channel": "VARCHAR", "duration_ms": "BIGINT", "step": "UTINYINT",
    "rating": "UTINYINT", "target": "VARCHAR"}
# Authorities are 8 digits throughout and sessions 16 hexadecimal ones, so integers hold them.
_TYPED = """
    SELECT ts::TIMESTAMP AS ts, ts[1:10]::DATE AS day, event::event AS event, process,
      authority::UINTEGER AS authority, ('0x' || session)::UBIGINT AS session,
      channel::channel AS channel, duration_ms, step, rating, target::target AS target
    FROM """

_KREIS = "authority // 1000"
_MONTH = "date_trunc('month', day)"
FORMS = {
    "Q1": ["SELECT day, process, count(*) FROM e GROUP BY ALL"],
    "Q2": [f"SELECT {_KREIS}, {_MONTH}, count(*) FROM e WHERE event = 'submitted' GROUP BY ALL"],
    "Q3": [
        """SELECT process, count(DISTINCT session) FILTER (event = 'submitted')
             / count(DISTINCT session) FILTER (event = 'process_started') FROM e GROUP BY ALL""",
        """SELECT process, count(*) FILTER (done) / count(*) FILTER (begun) FROM (
             SELECT process, session, bool_or(event = 'submitted') AS done,
               bool_or(event = 'process_started') AS begun FROM e
             WHERE session IS NOT NULL AND event IN ('submitted', 'process_started')
             GROUP BY ALL) GROUP BY ALL""",
    ],
    "Q4": [f"""SELECT {_KREIS}, count(*) FILTER (channel IN ('online', 'mobile')) / count(*)
               FROM e WHERE event = 'submitted' GROUP BY ALL"""],
    "Q5": [f"""SELECT process, month, q[1], q[2], q[3] FROM (
                 SELECT process, {_MONTH} AS month,
                   quantile_disc(duration_ms, [0.5, 0.9, 0.99]) AS q
                 FROM e WHERE event = 'submitted' GROUP BY ALL)"""],
    # Only visit events bear a session, so no condition on the event is needed.
    "Q6": [
        f"SELECT {_MONTH}, {_KREIS}, count(DISTINCT session) FROM e GROUP BY ALL",
        f"""SELECT month, kreis, count(*) FROM (
              SELECT DISTINCT {_MONTH} AS month, {_KREIS} AS kreis, session FROM e
              WHERE session IS NOT NULL) GROUP BY ALL""",
    ],
    "Q7": [
        f"""SELECT step, count(DISTINCT session) FROM e
            WHERE process = '{PROCESS}' AND event = 'step_completed' GROUP BY ALL""",
        f"""SELECT step, count(*) FROM (
              SELECT DISTINCT step, session FROM e
              WHERE process = '{PROCESS}' AND event = 'step_completed') GROUP BY ALL""",
    ],
    "Q8": [f"""SELECT process, before, after FROM (
                 SELECT process, count(*) FILTER (day < '{QUARTER_STARTS[1]}') AS before,
                   count(*) FILTER (day >= '{QUARTER_STARTS[1]}') AS after
                 FROM e WHERE event = 'submitted' AND day >= '{QUARTER_STARTS[0]}'
                   AND day < '{QUARTER_STARTS[2]}' GROUP BY ALL)
               WHERE before >= {LEAST} ORDER BY after / before DESC, process LIMIT 20"""],
    "Q9": [f"""SELECT process, avg(rating), count(rating) FROM e WHERE rating IS NOT NULL
               GROUP BY ALL HAVING count(rating) >= {LEAST}"""],
    "Q10": [f"""SELECT process, count(*) FROM e WHERE authority = {int(AUTHORITY)}
                AND day BETWEEN '{WEEK[0]}' AND '{WEEK[1]}' GROUP BY ALL"""],
}


def ingest(variant, threads, form, source, database):
    connection = duckdb.connect(database)
    connection.execute(f"SET threads = {threads}")
    connection.execute("SET enable_progress_bar = false")
    connection.execute(_TYPES)
    if form == "csv":
        # Told what it could find out: a little faster.
        file = f"""read_csv('{source}', header = true, columns = {_COLUMNS}, auto_detect = false,
                     delim = ',', quote = '', escape = '', new_line = '\\n')"""
    elif form == "ndjson":
        file = f"read_json('{source}', format = 'newline_delimited', columns = {_COLUMNS})"
    if variant == "plain":
        connection.execute(f"CREATE TABLE e AS {_TYPED} {file}")
    else:
        # From the plain variant: `source` is its database.
        connection.execute(f"ATTACH '{source}' AS arrived (READ_ONLY)")
        connection.execute(
            "CREATE TYPE process AS ENUM (SELECT DISTINCT process FROM arrived.e ORDER BY 1)")
        connection.execute("""
            CREATE TABLE e AS SELECT ts, day, event::VARCHAR::event AS event,
              process::process AS process, authority, session,
              channel::VARCHAR::channel AS channel, duration_ms, step, rating,
              target::VARCHAR::target AS target
            FROM arrived.e ORDER BY process, authority, session, ts""")
    rows = connection.execute("SELECT count(*) FROM e").fetchone()[0]
    connection.close()
    return rows


def connect(variant, threads, database):
    connection = duckdb.connect(database, read_only=True)
    connection.execute(f"SET threads = {threads}")
    connection.execute("SET enable_progress_bar = false")
    return lambda sql: connection.sql(sql).to_arrow_table()


def rows(answer):
    return zip(*(column.to_pylist() for column in answer.columns))


def size(database):
    return peer.bytes_of(database)


if __name__ == "__main__":
    peer.main(sys.modules[__name__])
