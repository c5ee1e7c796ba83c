"""PyArrow: file → Parquet with zstd. Ingest only."""

import sys

import pyarrow
import pyarrow.csv
import pyarrow.json
import pyarrow.parquet

from . import peer

VARIANTS = ("parquet",)
FORMS = {}

_SCHEMA = pyarrow.schema([
    ("ts", pyarrow.timestamp("ms", tz="UTC")), ("event", pyarrow.string()),
    ("process", pyarrow.string()), ("authority", pyarrow.string()),
    ("session", pyarrow.string()), ("channel", pyarrow.string()),
    ("duration_ms", pyarrow.int64()), ("step", pyarrow.uint8()), ("rating", pyarrow.uint8()),
    ("target", pyarrow.string())])
# JSON has no parser for times with an offset and for dictionaries of small integers.
_JSON_SCHEMA = pyarrow.schema(
    [field if field.name != "ts" else pyarrow.field("ts", pyarrow.string()) for field in _SCHEMA])


def ingest(variant, threads, form, source, database):
    pyarrow.set_cpu_count(threads)
    pyarrow.set_io_thread_count(threads)
    parallel = threads > 1
    if form == "csv":
        reader = pyarrow.csv.open_csv(
            source, read_options=pyarrow.csv.ReadOptions(use_threads=parallel, block_size=1 << 22),
            convert_options=pyarrow.csv.ConvertOptions(column_types=_SCHEMA))
    else:
        reader = pyarrow.json.open_json(
            source, read_options=pyarrow.json.ReadOptions(use_threads=parallel, block_size=1 << 22),
            parse_options=pyarrow.json.ParseOptions(explicit_schema=_JSON_SCHEMA))
    rows = 0
    with pyarrow.parquet.ParquetWriter(database, reader.schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_batch(batch, row_group_size=1 << 20)
            rows += batch.num_rows
    return rows


def size(database):
    return peer.bytes_of(database)


if __name__ == "__main__":
    peer.main(sys.modules[__name__])
