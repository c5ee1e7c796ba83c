"""The ten questions, said once: what they mean, what their answers look like, how Lagebild is
asked. How the peers are asked stands with each peer."""

from dataclasses import dataclass

# The biggest process and the biggest authority of the generated world; one week in it.
PROCESS = "sp-0000"
AUTHORITY = "08111000"
WEEK = ("2024-06-10", "2024-06-16")
# The last quarter and the one before.
QUARTERS = ("2024-Q3", "2024-Q4")
QUARTER_STARTS = ("2024-07-01", "2024-10-01", "2025-01-01")
LEAST = 30


@dataclass(frozen=True)
class Question:
    name: str
    text: str
    # Kinds of the key columns: day, month, kreis, process, step; then the measures:
    # count, share, grade, ms.
    keys: tuple
    measures: tuple
    # Options of `lagebild usage query`.
    ask: tuple


def _ask(measure, by, *more):
    return ("--measure", measure, "--by", by, *more)


QUESTIONS = (
    Question("Q1", "events per day and process", ("day", "process"), ("count",),
             _ask("events", "day,process")),
    Question("Q2", "submissions per Kreis and month", ("kreis", "month"), ("count",),
             _ask("submissions", "kreis,month", "--where", "event=submitted")),
    Question("Q3", "completion rate per process: sessions with `submitted` / sessions with "
             "`process_started`", ("process",), ("share",), _ask("completion_rate", "process")),
    Question("Q4", "digital take-up per Kreis: submissions online or mobile / submissions",
             ("kreis",), ("share",),
             _ask("take_up", "kreis", "--where", "event=submitted")),
    Question("Q5", "p50, p90, p99 (nearest rank) of the duration of `submitted` per process and "
             "month", ("process", "month"), ("ms", "ms", "ms"),
             _ask("duration_p50,duration_p90,duration_p99", "process,month",
                  "--where", "event=submitted")),
    Question("Q6", "distinct sessions per month and Kreis", ("month", "kreis"), ("count",),
             _ask("sessions", "month,kreis")),
    Question("Q7", "distinct sessions by step of the biggest process", ("step",), ("count",),
             _ask("sessions", "step", "--where", f"process={PROCESS}",
                  "--where", "event=step_completed")),
    Question("Q8", "the 20 processes whose submissions grew most, last quarter against the one "
             f"before (n ≥ {LEAST})", ("process",), ("count", "count"),
             _ask("submissions", "process,quarter", "--where", "event=submitted",
                  "--from", "2024-07", "--to", "2024-12")),
    Question("Q9", f"mean rating and number per process with n ≥ {LEAST}", ("process",),
             ("grade", "count"),
             _ask("rating_mean,rating_count", "process", "--where", "event=feedback")),
    Question("Q10", "one Behörde, one week: events by process", ("process",), ("count",),
             _ask("events", "process", "--where", f"authority={AUTHORITY}",
                  "--from", WEEK[0], "--to", WEEK[1])),
)

BY_NAME = {question.name: question for question in QUESTIONS}
