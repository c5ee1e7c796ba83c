"""The engines as the driver sees them: load, tell the size, answer warm, answer cold."""

import os
import shutil
import sqlite3
import sys
from dataclasses import dataclass
from pathlib import Path

from . import child
from .questions import QUESTIONS

HERE = Path(__file__).resolve().parent.parent
# The ways in which Lagebild's engine is made to answer, as `questions` names them.
PATHS = ("raw", "cube")


@dataclass
class Load:
    """One load of a file. `error`: what the engine said instead."""
    rows: int = 0
    seconds: float = 0
    peak_megabytes: float = 0
    error: str = ""


class Peer:
    def __init__(self, name, module, variant, package, folder):
        self.name, self.variant, self.package = name, variant, package
        self.module = f"driver.{module}"
        self.database = folder / f"{module}-{variant}"
        self.answer_folder = folder / f"answers-{module}-{variant}"

    def is_loaded(self):
        return self.database.exists()

    def _run(self, cores, *arguments):
        return child.run([sys.executable, "-m", self.module, *arguments], cores, folder=HERE)

    def load(self, form, source, cores):
        """The time is the engine's own, without the start of Python."""
        remove(self.database)
        try:
            outcome = self._run(cores, "ingest", self.variant, cores, form, source, self.database)
        except child.ChildFailed as failure:
            return Load(error=str(failure))
        said = outcome.lines[-1]
        return Load(said["rows"], said["seconds"], outcome.peak_megabytes)

    def optimize(self):
        self._run(len(os.sched_getaffinity(0)), "ingest", self.variant, 2, "optimize", "-",
                  self.database)

    def size(self):
        return self._run(1, "size", self.database).lines[-1]["bytes"]

    def warm(self, items, cores, runs):
        """`items`: (question, form). → {item: milliseconds or the text of an error}, answers in
        `answer_folder`. After a failure the rest is asked in a new process."""
        self.answer_folder.mkdir(exist_ok=True)
        results, waiting = {}, list(items)
        while waiting:
            try:
                lines = self._ask(waiting, cores, runs, self.answer_folder).lines
                failure = "it said nothing"
            except child.ChildFailed as error:
                lines, failure = error.lines, str(error)
            for line in lines:
                results[(line["question"], line["form"])] = min(line["milliseconds"])
            waiting = waiting[len(lines):]
            if waiting:
                results[waiting.pop(0)] = failure
        return results

    def cold(self, item, cores):
        """Milliseconds of opening and answering, and of the whole process."""
        outcome = self._ask([item], cores, 0, "-")
        return outcome.lines[-1]["milliseconds"][0], 1000 * outcome.seconds

    def _ask(self, items, cores, runs, answers):
        return self._run(cores, "ask", self.variant, cores, self.database, runs, answers,
                         *(f"{question}:{form}" for question, form in items))


class Lagebild:
    """A project folder of its own and the two ways to ask it."""

    def __init__(self, name, program, questions, folder, resolution):
        self.name, self.program, self.questions = name, program, questions
        self.project = folder / f"project-{name.split()[-1]}"
        self.answer_folder = folder / f"answers-{name.replace(' ', '-')}"
        self.resolution = resolution

    @property
    def database(self):
        return self.project / "Data" / "lagebild.sqlite"

    def is_loaded(self):
        """By this program: a kept project of an older one may have another format."""
        return self.database.exists() \
            and self.database.stat().st_mtime > self.program.stat().st_mtime

    def load(self, form, source, cores):
        """The whole process, from its start to its end."""
        remove(self.project)
        self.project.mkdir(parents=True)
        (self.project / "lagebild.toml").write_text(self.resolution)
        try:
            outcome = child.run(
                [self.program, "ingest", "--project", self.project, source], cores)
            loaded = self._value("SELECT sum(rows_loaded) FROM load")
        except (child.ChildFailed, sqlite3.Error) as failure:
            return Load(error=str(failure))
        return Load(loaded, outcome.seconds, outcome.peak_megabytes)

    def compact(self):
        """Merges segments, where this version knows how to. → seconds or None."""
        if "\n  compact " not in child.run([self.program, "--help"], 1).output:
            return None
        return child.run([self.program, "compact", "--project", self.project], 2).seconds

    def size(self):
        """Bytes of the events' segments (with the texts they share), of the marts, of the file."""
        series = "SELECT sum(length(bytes)) FROM chunk JOIN segment USING (segment_id) WHERE "
        segments = self._value(series + "series = 'events'")
        if self._value("SELECT count(*) FROM sqlite_master WHERE name = 'dictionary'"):
            segments += self._value("SELECT sum(length(text) + 4) FROM dictionary"
                                    " WHERE series = 'events'") or 0
        return segments, self._value(series + "series LIKE 'mart/%'") or 0, \
            self.database.stat().st_size

    def _value(self, sql):
        connection = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)
        try:
            return connection.execute(sql).fetchone()[0]
        finally:
            connection.close()

    def warm(self, path, cores, runs):
        """→ {question: milliseconds} of those that the path can answer; answers in
        `answer_folder`."""
        self.answer_folder.mkdir(exist_ok=True)
        text = "".join("\t".join((question.name, *question.ask)) + "\n" for question in QUESTIONS)
        outcome = child.run(
            [self.questions, self.project, cores, path, runs, self.answer_folder], cores, text)
        return {line["question"]: min(line["milliseconds"]) for line in outcome.lines}

    def cold(self, question, cores):
        """Milliseconds of the whole process, `lagebild usage query`."""
        return 1000 * child.run([self.program, "usage", "query", "--project", self.project,
                                 "--format", "csv", *question.ask], cores).seconds


def remove(path):
    if path.is_dir():
        shutil.rmtree(path)
    else:
        for file in path.parent.glob(path.name + "*"):
            if file.is_file():
                file.unlink()
