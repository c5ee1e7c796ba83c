"""What the numbers were measured on."""

import os
import platform
import subprocess
from datetime import datetime, timezone
from importlib.metadata import version


def describe(root, seed, rows):
    return {
        "date": datetime.now(timezone.utc).strftime("%Y-%m-%d"),
        "commit": _commit(root), "cpu": _cpu(), "cores": len(os.sched_getaffinity(0)),
        "memory_gib": round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30),
        "system": _system(), "swift": _said(["swift", "--version"]).split("\n")[0],
        "python": platform.python_version(), "seed": seed, "rows": rows,
        "load": os.getloadavg()[0],
        "packages": {name: version(name) for name in ("duckdb", "chdb", "pyarrow", "datafusion")},
    }


def place(root):
    """The machine in a sentence."""
    return (f"{datetime.now(timezone.utc):%Y-%m-%d}, commit {_commit(root)}, {_cpu()}, "
            f"{len(os.sched_getaffinity(0))} cores, {_system()}, "
            f"scipy {version('scipy')}. Load average: {os.getloadavg()[0]:.2f}.")


def _commit(root):
    commit = _said(["git", "-C", str(root), "rev-parse", "--short", "HEAD"])
    changed = _said(["git", "-C", str(root), "status", "--porcelain", "--", "Sources",
                     "Package.swift", "Benchmarks"])
    return commit + (" with uncommitted changes" if changed else "")


def _cpu():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        return next((line.split(":", 1)[1].strip() for line in file
                     if line.startswith("model name")), platform.processor())


def _system():
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.platform()


def _said(command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip()
