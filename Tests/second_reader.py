#!/usr/bin/env python3
"""Reads the columns of a Lagebild database by Sources/Store/FORMAT.md alone.

    second_reader.py DATABASE                    series, segments and rows
    second_reader.py DATABASE SERIES             all rows of a series as CSV
    second_reader.py DATABASE SERIES --digest    SHA-256 of each column's lines
    second_reader.py DATABASE SERIES --encodings how often each encoding and kind of chunk occurs

An independent hand: written from the page, not from the Swift code, and plain where that is fast
because it is to be right. Every checksum, zone map and count is compared on the way. Null is an
empty field, an empty text is `""`. Needs Python 3.8 and zstandard (Debian: python3-zstandard).
"""

import argparse
import bisect
import collections
import hashlib
import sqlite3
import struct
import sys

import zstandard

APPLICATION_ID = 0x4C414745
FORMAT_VERSION = 4
USER_VERSION = 4
MAX_ROWS = 262_144
MAX_DEPTH = 5
MAX_CLASSES = 32
MASK = (1 << 64) - 1
INTEGER, REAL, TEXT, SHARED_TEXT = 1, 2, 3, 4
HAS_NULLS, INDEXED, BY_CLASS, ELAPSED = 1, 2, 4, 8
ENCODINGS = (
    "constant", "packed", "planes", "topped", "runs", "steps", "delta", "listed", "sparse",
    "numbered", "squeezed",
)
CHUNKS = {
    INDEXED: "indexed chunks", BY_CLASS: "chunks by class", ELAPSED: "chunks of differences",
}
# Of the series events: the column that decides the classes of the rows, and those kept by class.
DECIDER, CLASSED = "event", {"duration_ms", "step", "rating", "target"}
# And the one that may be differences to the time elapsed in a visit.
TIMED = "duration_ms"


class Damage(Exception):
    """The bytes are not what FORMAT.md says."""


def require(condition, what):
    if not condition:
        raise Damage(what)


def parts_sum(*parts):
    """The checksum of what stands beside chunks: each part with a zero byte behind it."""
    return signed(xxh64(b"".join(str(part).encode() + b"\0" for part in parts)))


def written(value):
    """A value of a zone map as it enters its checksum."""
    if value is None:
        return "null"
    if isinstance(value, float):
        return f"r{struct.unpack('<Q', struct.pack('<d', value))[0]}"
    return f"{'t' if isinstance(value, str) else 'i'}{value}"


def signed(number):
    """The signed reading of a 64-bit pattern."""
    return number - (1 << 64) if number >> 63 else number


# --- XXH64, after the specification of xxHash --------------------------------------------------

P1, P2, P3 = 0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9
P4, P5 = 0x85EBCA77C2B2AE63, 0x27D4EB2F165667C5


def rotate(value, bits):
    return (value << bits | value >> (64 - bits)) & MASK


def mix(lane, word):
    return rotate((lane + word * P2) & MASK, 31) * P1 & MASK


def xxh64(data):
    stripes = len(data) // 32
    if stripes:
        a, b, c, d = (P1 + P2) & MASK, P2, 0, -P1 & MASK
        for w, x, y, z in struct.iter_unpack("<4Q", data[: stripes * 32]):
            a, b, c, d = mix(a, w), mix(b, x), mix(c, y), mix(d, z)
        hash = (rotate(a, 1) + rotate(b, 7) + rotate(c, 12) + rotate(d, 18)) & MASK
        for lane in (a, b, c, d):
            hash = ((hash ^ mix(0, lane)) * P1 + P4) & MASK
    else:
        hash = P5
    hash = (hash + len(data)) & MASK
    at = stripes * 32
    while at + 8 <= len(data):
        word = int.from_bytes(data[at : at + 8], "little")
        hash = (rotate(hash ^ mix(0, word), 27) * P1 + P4) & MASK
        at += 8
    if at + 4 <= len(data):
        word = int.from_bytes(data[at : at + 4], "little")
        hash = (rotate(hash ^ word * P1 & MASK, 23) * P2 + P3) & MASK
        at += 4
    for byte in data[at:]:
        hash = rotate(hash ^ byte * P5 & MASK, 11) * P1 & MASK
    hash = (hash ^ hash >> 33) * P2 & MASK
    hash = (hash ^ hash >> 29) * P3 & MASK
    return hash ^ hash >> 32


# --- Bytes and blocks --------------------------------------------------------------------------


class Cursor:
    """Takes bytes from the front and counts which encodings it met."""

    def __init__(self, data):
        self.data, self.at, self.met = data, 0, collections.Counter()

    def take(self, count):
        require(self.at + count <= len(self.data), "the chunk ends too early")
        self.at += count
        return self.data[self.at - count : self.at]

    def number(self, size):
        return int.from_bytes(self.take(size), "little")

    def frame(self, size):
        """The content of a zstd frame that is to hold `size` bytes."""
        frame = self.take(self.number(4))
        found = zstandard.get_frame_parameters(frame)
        require(found.content_size == size, "a zstd frame of another size")
        require(found.has_checksum, "a zstd frame without checksum")
        return zstandard.ZstdDecompressor().decompress(frame)


def packed(cursor, count, width):
    require(0 <= width <= 64, f"packed in {width} bits")
    data = cursor.take((count * width + 63) // 64 * 8)
    mask = (1 << width) - 1
    values = []
    for first in range(0, count, 64):  # 64 values fill exactly `width` words
        words = int.from_bytes(data[first * width // 8 : (first + 64) * width // 8], "little")
        for _ in range(min(64, count - first)):
            values.append(words & mask)
            words >>= width
        require(words == 0, "bits after the last value")
    return values


def planes(cursor, count):
    planes = cursor.number(1)
    require(1 <= planes <= 8, f"{planes} planes")
    data = cursor.frame(count * planes)
    columns = (data[plane * count : (plane + 1) * count] for plane in range(planes))
    return [int.from_bytes(bytes, "little") for bytes in zip(*columns)]


def squeezed(cursor, count):
    width = cursor.number(1)
    require(width in (1, 2, 4), f"squeezed in {width} bits")
    bits = Cursor(cursor.frame((count * width + 63) // 64 * 8))
    return packed(bits, count, width)


def topped(cursor, count):
    width = cursor.number(1)
    require(1 <= width <= 56, f"low parts of {width} bits")
    high = cursor.frame(count)
    return [top << width | low for top, low in zip(high, packed(cursor, count, width))]


def runs(cursor, count, depth):
    number = cursor.number(4)
    values = block(cursor, number, depth)
    return repeated(values, block(cursor, number, depth), count)


def repeated(values, lengths, count):
    """Runs as numbers. `lengths`: of each, minus one."""
    require(sum(lengths) + len(values) == count, "the runs are not as long as the block")
    return [value for value, length in zip(values, lengths) for _ in range(length + 1)]


def steps(cursor, count, depth):
    jumps = cursor.number(4)
    steps = block(cursor, count, depth)
    targets = iter(block(cursor, jumps, depth))
    require(steps.count(0) == jumps, "steps that jump and jumps differ in number")
    require(not steps or steps[0] == 0, "the first row does not jump")
    values, value = [], 0
    for step in steps:
        require(step <= 1 << 32, "a step that is too large")
        value = next(targets) if step == 0 else value + step - 1 & MASK
        values.append(value)
    return values


def delta(cursor, count, depth):
    require(count > 0, "a delta block without rows")
    value, smallest = cursor.number(8), cursor.number(8)
    values = [value]
    for difference in block(cursor, count - 1, depth):
        value = value + smallest + difference & MASK
        values.append(value)
    return values


def listed(cursor, count, depth):
    entries = block(cursor, cursor.number(4), depth)
    positions = block(cursor, count, depth)
    require(not positions or max(positions) < len(entries), "a position behind the list")
    return [entries[position] for position in positions]


def sparse(cursor, count, depth):
    number = cursor.number(4)
    present = block(cursor, count, depth)
    require(not present or max(present) <= 1, "present is neither 0 nor 1")
    require(sum(present) == number, "another number of values than announced")
    others = block(cursor, number, depth)
    require(not others or max(others) < MASK, "a number above 64 bits")
    values = iter(others)
    return [next(values) + 1 if here else 0 for here in present]


def numbered(cursor, count, depth):
    require(depth == 2, "numbered within another block")
    number, new, entries = cursor.number(4), cursor.number(8), cursor.number(4)
    listed = block(cursor, entries, depth)
    require(0 < min([new] + listed) and max([new] + listed) < 1 << 63, "numbered beyond 63 bits")
    others = cursor.number(4)
    gaps = block(cursor, others, depth)
    from_list = block(cursor, others, depth)
    require(not from_list or max(from_list) <= 1, "a run that is neither 0 nor listed")
    require(sum(from_list) == entries, "listed numbers and runs that take one differ in number")
    require(sum(gaps) + others <= number, "more runs than announced")
    taken, values = iter(listed), []
    for gap, is_listed in zip(gaps, from_list):
        values.extend(range(new, new + gap))
        new += gap
        values.append(next(taken) if is_listed else 0)
        new = max(new, values[-1] + 1)
    values.extend(range(new, new + number - len(values)))
    return repeated(values, block(cursor, number, depth), count)


def block(cursor, count, depth=1):
    """The numbers of a block; `depth` is 1 for the outermost."""
    require(depth <= MAX_DEPTH, "blocks nested too deeply")
    require(count <= MAX_ROWS, f"a block of {count} values")
    encoding = cursor.number(1)
    require(encoding < len(ENCODINGS), f"encoding {encoding}")
    cursor.met[encoding] += 1
    if encoding == 0:
        return [cursor.number(8)] * count
    if encoding == 1:
        return packed(cursor, count, cursor.number(1))
    if encoding == 2:
        return planes(cursor, count)
    if encoding == 3:
        return topped(cursor, count)
    if encoding == 10:
        return squeezed(cursor, count)
    decode = (runs, steps, delta, listed, sparse, numbered)[encoding - 4]
    return decode(cursor, count, depth + 1)


def text_list(cursor):
    lengths = block(cursor, cursor.number(4))
    total = cursor.number(4)
    require(sum(lengths) == total, "the texts are not as long as their lengths")
    if int.from_bytes(cursor.data[cursor.at : cursor.at + 4], "little") == 0:
        cursor.take(4)
        data = cursor.take(total)
    else:
        data = cursor.frame(total)
    texts, at = [], 0
    for length in lengths:
        texts.append(data[at : at + length])
        at += length
    require(all(a < b for a, b in zip(texts, texts[1:])), "the texts are not sorted")
    return [text.decode("utf-8") for text in texts]


def sized_block(cursor, count):
    """A block behind its length in bytes."""
    length = cursor.number(4)
    end = cursor.at + length
    numbers = block(cursor, count)
    require(cursor.at == end, "a block of another length than announced")
    return numbers


def class_sizes(cursor, rows):
    sizes = [cursor.number(4) for _ in range(cursor.number(1))]
    require(2 <= len(sizes) <= MAX_CLASSES, f"{len(sizes)} classes")
    require(sum(sizes) == rows, "the classes are not as large as the chunk")
    return sizes


def index(cursor, rows):
    """The rows of each class that is listed, and how many rows each class has."""
    sizes, listed = class_sizes(cursor, rows), {}
    for _ in range(cursor.number(1)):
        kind = cursor.number(1)
        require(kind < len(sizes) and kind not in listed, f"an index of class {kind}")
        row, listed[kind] = -1, []
        for gap in sized_block(cursor, sizes[kind]):
            row += gap + 1
            listed[kind].append(row)
    return sizes, listed


def elapsed(visits, origin):
    """Milliseconds since the origin, of each row. `visits`: instants and sessions of the rows."""
    instants, sessions = visits
    times, first = [], 0
    for row, (instant, session) in enumerate(zip(instants, sessions)):
        if row == 0 or session is None or session != sessions[row - 1]:
            first = row
        since = first if origin == 2 or row == first else row - 1
        times.append(instant - instants[since])
    return times


def undone(written, times, base, unit, span, shift):
    """The numbers that differences stand for. `times`: elapsed, of each row."""
    numbers = []
    for number, time in zip(written, times):
        if number < shift:
            numbers.append(0)
            continue
        number -= shift
        expected = min(max(0, (time - signed(base)) // unit), span - shift)
        number = expected + (-(number + 1) // 2 if number & 1 else number // 2)
        require(0 <= number <= span - shift, "a difference that leads out of the span")
        numbers.append(number + shift)
    return numbers


def by_class(cursor, rows, classes, visits=None, line=None):
    """The numbers of a chunk by class. `classes`: that of each row.

    `visits`: instants and sessions, where classes may be differences; `line`: base, unit, span and
    1 where there are nulls.
    """
    require(classes is not None, "by class, and the chunk that decides the classes is not indexed")
    sizes = class_sizes(cursor, rows)
    found = collections.Counter(classes)
    require(
        len(classes) == rows and [found[kind] for kind in range(len(sizes))] == sizes,
        "other classes than in the chunk that decides them",
    )
    if line is None:
        parts = [iter(sized_block(cursor, size)) for size in sizes]
        return [next(parts[kind]) for kind in classes]
    parts, origins = [], set()
    for kind, size in enumerate(sizes):
        origin = cursor.number(1)
        require(origin <= 2, f"origin {origin}")
        origins.add(origin)
        part = sized_block(cursor, size)
        if origin:
            times = elapsed(visits, origin)
            times = [time for time, found in zip(times, classes) if found == kind]
            part = undone(part, times, *line)
        parts.append(iter(part))
    require(origins != {0}, "differences, and no class has an origin")
    return [next(parts[kind]) for kind in classes]


Chunk = collections.namedtuple("Chunk", "values numbers flags")


def chunk(data, shared, met, classes=None, visits=None):
    """What a chunk holds; values are None where null.

    `shared`: code → text. `classes`: the numbers of the segment's chunk `event`, if indexed.
    `visits`: the values of its chunks `ts` and `session`.
    """
    cursor = Cursor(data)
    version, content, flags, reserved = cursor.take(4)
    require(version == FORMAT_VERSION, f"format version {version}")
    require(INTEGER <= content <= SHARED_TEXT, f"content {content}")
    require(flags & ~HAS_NULLS in (0, INDEXED, BY_CLASS, BY_CLASS | ELAPSED), "unknown flags")
    require(reserved == 0, "the reserved byte is in use")
    rows, nulls = cursor.number(4), cursor.number(4)
    base, unit, span = cursor.number(8), cursor.number(8), cursor.number(8)
    require(unit >= 1, "unit 0")
    require((flags & HAS_NULLS != 0) == (nulls > 0), "the flag of nulls and their number differ")
    texts = text_list(cursor) if content == TEXT else shared
    if flags & ELAPSED:
        require(content == INTEGER and visits is not None, "differences, but no times")
        line = (base, unit, span, flags & HAS_NULLS)
        numbers = by_class(cursor, rows, classes, visits, line)
    elif flags & BY_CLASS:
        numbers = by_class(cursor, rows, classes)
    elif flags & INDEXED:
        sizes, listed = index(cursor, rows)
        require(nulls == 0 and len(sizes) == span + 1, "the numbers are not the classes")
        numbers = block(cursor, rows)
        found = collections.Counter(numbers)
        require([found[kind] for kind in range(len(sizes))] == sizes, "classes of another size")
        for kind, places in listed.items():
            rows_of_kind = [row for row, number in enumerate(numbers) if number == kind]
            require(rows_of_kind == places, f"the index leads elsewhere than class {kind}")
    else:
        numbers = block(cursor, rows)
    require(cursor.at == len(data), "bytes after the last block")
    require(all(number <= span for number in numbers), "a number above the span")
    met.update(cursor.met)
    met.update(name for flag, name in CHUNKS.items() if flags & flag)

    def value(number):
        bits = base + unit * number & MASK
        if content == INTEGER:
            return signed(bits)
        if content == REAL:
            return struct.unpack("<d", struct.pack("<Q", bits))[0]
        require(bits < len(texts), f"text {bits} is not in the list")
        return texts[bits]

    shift = flags & HAS_NULLS
    known = {number: value(number - shift) for number in set(numbers) if number >= shift}
    values = [known.get(number) for number in numbers]
    require(sum(value is None for value in values) == nulls, "another number of nulls")
    return Chunk(values, numbers, flags)


# --- The database ------------------------------------------------------------------------------


def utf8(value):
    return value.encode("utf-8") if isinstance(value, str) else value


class Database:
    def __init__(self, path):
        self.file = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        known = {"application_id": APPLICATION_ID, "user_version": USER_VERSION}
        for pragma, expected in known.items():
            found = self.file.execute(f"PRAGMA {pragma}").fetchone()[0]
            require(found == expected, f"{pragma} is {found}, not {expected}")
        self.met = collections.Counter()

    def all_series(self):
        return self.file.execute(
            "SELECT series, count(*), sum(rows) FROM segment GROUP BY series ORDER BY series"
        ).fetchall()

    def dictionary(self, series, column):
        entries = self.file.execute(
            "SELECT code, text, checksum FROM dictionary"
            " WHERE series = ? AND column_name = ? ORDER BY code",
            (series, column),
        ).fetchall()
        require([entry[0] for entry in entries] == list(range(len(entries))), "a code is missing")
        for code, text, checksum in entries:
            require(parts_sum(series, column, code, text) == checksum, f"code {code} is damaged")
        return [entry[1] for entry in entries]

    def segments(self, series):
        """For each segment, in the order of their numbers: column → values."""
        shared = {}
        for segment, rows in self.file.execute(
            "SELECT segment_id, rows FROM segment WHERE series = ? ORDER BY segment_id", (series,)
        ).fetchall():
            columns, classes, visits, kept = {}, None, None, {}
            for name, low, high, nulls, zone, checksum, data in self.file.execute(
                "SELECT column_name, minimum, maximum, nulls, zone_checksum, checksum, bytes"
                " FROM chunk"
                " WHERE segment_id = ?"
                " ORDER BY column_name NOT IN (?, 'session', 'ts'), column_name",
                (segment, DECIDER),
            ):
                if name not in shared:
                    shared[name] = self.dictionary(series, name)
                try:
                    require(signed(xxh64(data)) == checksum, "another checksum")
                    ends = [written(low), written(high)]
                    require(
                        parts_sum(segment, name, *ends, nulls) == zone, "a damaged zone map"
                    )
                    values, numbers, flags = chunk(
                        data, shared[name], self.met, classes, visits
                    )
                    if flags & INDEXED:
                        classes = numbers
                    require(not flags & ELAPSED or name == TIMED, "differences of no duration")
                    kept[name] = flags & (INDEXED | BY_CLASS)
                    require(len(values) == rows, f"{len(values)} rows in a segment of {rows}")
                    present = [value for value in values if value is not None]
                    require(len(values) - len(present) == nulls, "another number of nulls")
                    ends = (min(present, key=utf8), max(present, key=utf8)) if present else ()
                    require((low, high) == (ends or (None, None)), f"zone map {low}…{high}: {ends}")
                except (Damage, zstandard.ZstdError, UnicodeDecodeError) as damage:
                    raise Damage(f"{series}, segment {segment}, column {name}: {damage}")
                columns[name] = values
                if "session" in columns and "ts" in columns:
                    visits = columns["ts"], columns["session"]
            expected = dict.fromkeys(kept, 0)
            if classes is not None:
                expected.update({DECIDER: INDEXED}, **dict.fromkeys(CLASSED, BY_CLASS))
            require(
                kept == expected and (classes is None or series == "events" and rows >= 512),
                f"{series}, segment {segment}: other chunks by class or indexed than the page says",
            )
            self.check_loads(segment, rows, columns)
            yield dict(sorted(columns.items()))

    def check_loads(self, segment, rows, columns):
        """What the table segment_load says of a segment, against its rows."""
        told = self.file.execute(
            "SELECT load_id, rows, earliest FROM segment_load JOIN load USING (load_id)"
            " WHERE segment_id = ?",
            (segment,),
        ).fetchall()
        lags = columns.pop("load_lag", None)
        if told:  # parts of marts belong to no load
            require(sum(count for _, count, _ in told) == rows, f"the loads of segment {segment}")
        if lags is None:
            require(len(told) <= 1, f"segment {segment} does not tell the loads of its rows")
            return
        told.sort(key=lambda load: (load[2], load[0]))
        begins = [earliest for _, _, earliest in told]
        places = collections.Counter(
            bisect.bisect_right(begins, instant) - 1 - lag
            for instant, lag in zip(columns["ts"], lags)
        )
        require(
            places == {place: count for place, (_, count, _) in enumerate(told)},
            f"segment {segment}: the loads of its rows",
        )


def field(value):
    if value is None:
        return ""
    text = value if isinstance(value, str) else repr(value)
    if text == "" or any(mark in text for mark in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


def main():
    parser = argparse.ArgumentParser(description="reads a Lagebild database by FORMAT.md")
    parser.add_argument("database")
    parser.add_argument("series", nargs="?")
    parser.add_argument("--digest", action="store_true", help="SHA-256 of each column's lines")
    parser.add_argument("--encodings", action="store_true", help="how often each one occurs")
    options = parser.parse_args()
    database = Database(options.database)
    if options.series is None:
        for series in database.all_series():
            print(",".join(map(field, series)))
        return
    names, digests, count = None, None, 0
    for columns in database.segments(options.series):
        if names is None:
            names = list(columns)
            digests = {name: hashlib.sha256() for name in names}
            if not (options.digest or options.encodings):
                print(",".join(names))
        require(list(columns) == names, f"{options.series}: segments of different columns")
        lines = {name: list(map(field, values)) for name, values in columns.items()}
        if options.digest:
            for name in names:
                digests[name].update("".join(line + "\n" for line in lines[name]).encode())
        elif not options.encodings:
            sys.stdout.writelines(",".join(row) + "\n" for row in zip(*lines.values()))
    if options.digest:
        for name in names or []:
            print(f"{name},{digests[name].hexdigest()}")
    if options.encodings:
        for encoding, name in enumerate(ENCODINGS):
            print(f"{name},{database.met[encoding]}")
        for name in CHUNKS.values():
            print(f"{name},{database.met[name]}")


if __name__ == "__main__":
    try:
        main()
    except Damage as damage:
        sys.exit(f"second_reader: {damage}")
