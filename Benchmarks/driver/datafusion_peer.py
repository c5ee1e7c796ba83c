"""DataFusion: file → Parquet with zstd. Ingest only."""

import sys

import datafusion
import pyarrow

from . import peer

VARIANTS = ("parquet",)
FORMS = {}

_SCHEMA = pyarrow.schema([
    (name, pyarrow.string()) for name in ("ts", "event", "process", "authority", "session",
                                          "channel")
] + [("duration_ms", pyarrow.int64()), ("step", pyarrow.uint8()), ("rating", pyarrow.uint8()),
     ("target", pyarrow.string())])


def ingest(variant, threads, form, source, database):
    context = datafusion.SessionContext(
        datafusion.SessionConfig().with_target_partitions(threads))
    if form == "csv":
        context.register_csv("file", source, schema=_SCHEMA)
    else:
        context.register_json("file", source, schema=_SCHEMA, file_extension=".ndjson")
    context.sql(f"""
        COPY (SELECT to_timestamp_millis(ts) AS ts, event, process, authority, session, channel,
                duration_ms, step, rating, target FROM file)
        TO '{database}' STORED AS PARQUET OPTIONS ('format.compression' 'zstd(3)')""").collect()
    table = context.read_parquet(database)
    return table.count()


def size(database):
    return peer.bytes_of(database)


if __name__ == "__main__":
    peer.main(sys.modules[__name__])
