"""The measurements, in their order: load, size, answers compared, times. Results are plain
dictionaries (engine → …), kept in `results` as they come."""

import os

from . import answers
from .child import ChildFailed
from .engines import PATHS
from .questions import QUESTIONS

FORMS = ("ndjson", "csv")
RUNS = 5
COLD_RUNS = 3


class Measurement:
    def __init__(self, folder, rows, peers, loaders, lagebilds, say):
        """`peers` answer questions, `loaders` only load; `lagebilds`: the one at the default
        resolution first."""
        self.folder, self.rows = folder, rows
        self.peers, self.loaders = peers, loaders
        self.lagebilds, self.say = lagebilds, say
        self.cores = [1, 2] if len(os.sched_getaffinity(0)) > 1 else [1]
        self.results = {"ingest": {}, "size": {}, "warm": {}, "cold": {}, "failures": []}
        # Best variant and form of a peer's question: (family, question) → (peer, form).
        self.best = {}

    def source(self, form):
        return self.folder / f"events.{form}"

    # Loading

    def ingest(self):
        """Every file on one and two cores. The last load of each stays for the questions."""
        for engine in self.loaders + self.lagebilds[:1]:
            for form in FORMS:
                for cores in self.cores:
                    self._load(engine, form, cores)
        for engine in self.lagebilds[1:]:
            self._load(engine, "csv", self.cores[-1])

    def _load(self, engine, form, cores):
        load = engine.load(form, self.source(form), cores)
        self.results["ingest"].setdefault(engine.name, {})[f"{form} {cores}"] = vars(load)
        if not load.error and load.rows != self.rows:
            load.error = f"{load.rows} of {self.rows} rows were loaded"
            self.results["ingest"][engine.name][f"{form} {cores}"]["error"] = load.error
        if load.error:
            self._fail(f"{engine.name}, loading {form} on {cores}", load.error)
        else:
            self.say(f"{engine.name}: {form}, {cores} cores, "
                     f"{load.rows / load.seconds / 1e6:.2f} M rows/s")

    def load_missing(self):
        """What the questions need and no measured load left behind."""
        for engine in self.peers + self.lagebilds:
            if not engine.is_loaded():
                if getattr(engine, "variant", "") == "sorted" and engine.package == "duckdb":
                    plain = next(peer for peer in self.peers if peer.variant == "plain")
                    load = engine.load("database", plain.database, self.cores[-1])
                    self.results["sorting"] = load.seconds
                else:
                    load = engine.load("csv", self.source("csv"), self.cores[-1])
                if load.error:
                    self._fail(f"{engine.name}, loading", load.error)
                self.say(f"{engine.name}: loaded in {load.seconds:.1f} s")

    def settle(self):
        """What engines do in quiet hours: merge parts. Not counted as loading."""
        for peer in self.peers:
            if peer.package == "chdb":
                peer.optimize()
        for lagebild in self.lagebilds:
            seconds = lagebild.compact()
            if seconds is not None:
                self.results.setdefault("compact", {})[lagebild.name] = seconds

    def sizes(self):
        for peer in self.peers + [one for one in self.loaders if one not in self.peers]:
            if peer.database.exists():
                self.results["size"][peer.name] = {"total": peer.size() / self.rows}
        for lagebild in self.lagebilds:
            segments, marts, file = lagebild.size()
            self.results["size"][lagebild.name] = {
                "segments": segments / self.rows, "marts": marts / self.rows,
                "total": file / self.rows}

    # Asking

    def compare(self):
        """All engines answer; the first difference ends the benchmark."""
        found, tolerances = {}, {}
        for peer in self.peers:
            for (question, form), said in peer.warm(_items(peer), self.cores[-1], 1).items():
                if isinstance(said, str):
                    self._fail(f"{peer.name}, {question}", said)
                    continue
                path = peer.answer_folder / f"{question}.{form}.csv"
                engine = f"{peer.name}, form {form}"
                found.setdefault(engine, {})[question] = \
                    answers.of_peer(question, answers.read(path))
        for lagebild in self.lagebilds:
            for path in PATHS:
                names = lagebild.warm(path, self.cores[-1], 1)
                engine = f"{lagebild.name}, {path}"
                tolerances[engine] = 0.01 if "exact" not in lagebild.resolution else 0
                found[engine] = {
                    name: answers.of_lagebild(
                        name, answers.read(lagebild.answer_folder / f"{name}.csv"))
                    for name in names}
        answers.compare_all(found, tolerances)
        self.results["answers"] = {
            name: len(table) for tables in found.values() for name, table in tables.items()}
        self.say(f"{len(found)} sets of answers are equal")

    def warm(self):
        for cores in self.cores:
            for peer in self.peers:
                for (question, form), time in peer.warm(_items(peer), cores, RUNS).items():
                    if isinstance(time, str):
                        self._fail(f"{peer.name}, {question} on {cores}", time)
                        continue
                    self._note("warm", f"{peer.family} {cores}", question, time)
                    known = self.best.get((peer.family, question))
                    if cores == 1 and (known is None or time < known[2]):
                        self.best[(peer.family, question)] = (peer, form, time)
                self.say(f"{peer.name}: warm, {cores} cores")
            for lagebild in self.lagebilds:
                for path in PATHS:
                    times = lagebild.warm(path, cores, RUNS)
                    for question, time in times.items():
                        self._note("warm", f"{lagebild.name}, {path} {cores}", question, time)
                    self.say(f"{lagebild.name}: warm, {cores} cores, {path}, "
                             f"{sum(times.values()) / 1000:.2f} s for {len(times)} questions")

    def cold(self):
        for cores in self.cores:
            for question in QUESTIONS:
                for (family, name), (peer, form, _) in self.best.items():
                    if name != question.name:
                        continue
                    for _ in range(COLD_RUNS):
                        try:
                            inner, whole = peer.cold((name, form), cores)
                        except ChildFailed as failure:
                            self._fail(f"{peer.name}, {name} cold on {cores}", str(failure))
                            break
                        self._note("cold", f"{family} {cores}", name, inner)
                        self._note("cold", f"{family}, with Python's start {cores}", name, whole)
                for lagebild in self.lagebilds:
                    for _ in range(COLD_RUNS):
                        self._note("cold", f"{lagebild.name} {cores}", question.name,
                                   lagebild.cold(question, cores))
            self.say(f"cold, {cores} cores")

    def _note(self, table, row, question, time):
        cells = self.results[table].setdefault(row, {})
        cells[question] = min(time, cells.get(question, time))

    def _fail(self, what, error):
        self.results["failures"].append(f"{what}: {error}")
        self.say(f"FAILED {what}: {error}")


def _items(peer):
    return [(name, form) for name, count in peer.forms.items() for form in range(count)]
