"""Runs a program on given cores and tells what it cost."""

import json
import os
import subprocess
import tempfile
import time
from dataclasses import dataclass, field


class ChildFailed(Exception):
    """A program ended badly; the text is its last words, `lines` what it had said before."""

    def __init__(self, text, lines=()):
        super().__init__(text)
        self.lines = list(lines)


@dataclass
class Outcome:
    seconds: float
    cpu_seconds: float
    peak_megabytes: float
    output: str
    lines: list = field(default_factory=list)


def run(command, cores, text="", folder=None):
    """`cores`: how many the program may use; `text`: its standard input. Lines of its output that
    are JSON objects are read."""
    wanted = sorted(os.sched_getaffinity(0))
    # The last cores: what else runs on the machine tends to sit on the first.
    chosen = set(wanted[-cores:])
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, \
            tempfile.TemporaryFile() as standard_input:
        standard_input.write(text.encode())
        standard_input.seek(0)
        started = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command], stdout=out, stderr=err, stdin=standard_input,
            cwd=folder,
            preexec_fn=lambda: os.sched_setaffinity(0, chosen))
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        output, errors = out.read().decode(), err.read().decode(errors="replace")
    lines = [json.loads(line) for line in output.splitlines() if line.startswith("{")]
    if process.returncode != 0:
        words = (errors.strip() or output.strip()).splitlines()[-3:]
        if process.returncode < 0:
            words.append(f"ended by signal {-process.returncode}")
        raise ChildFailed(" ".join(word.strip() for word in words)[-300:], lines)
    return Outcome(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000, output, lines)
