"""The file of ratings the bench writes (tools/bench/training/ratingsFile.ts), and the talk with the bench."""

import json
import sys
from pathlib import Path

import numpy as np


def read_ratings(path):
    """Counts of users and items, then users, items (int32) and values (float32) of all ratings."""
    user_count, item_count, count, _ = np.fromfile(path, dtype="<i4", count=4)
    columns = np.fromfile(path, dtype="<i4", offset=16, count=3 * count).reshape(3, count)
    return user_count, item_count, columns[0], columns[1], columns[2].view("<f4")


def write_factors(path, users, items):
    """The users' vectors, then the items'; float32, a row each."""
    with open(path, "wb") as file:
        np.ascontiguousarray(users, dtype="<f4").tofile(file)
        np.ascontiguousarray(items, dtype="<f4").tofile(file)


def peak_megabytes(pid="self"):
    """Largest resident set of a process so far, in millions of bytes; None where the system does not tell (not Linux).

    What getrusage tells begins with the resident set of the process that started this one.
    """
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return None
    fields = dict(line.split(":", 1) for line in status.read_text().splitlines())
    return int(fields["VmHWM"].split()[0]) * 1024 / 1e6


def answer_requests(answer):
    """A line of JSON in, a line of JSON out, until there are no more."""
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        try:
            print(json.dumps(answer(json.loads(line))), flush=True)
        except Exception as error:
            print(json.dumps({"error": str(error).splitlines()[0]}), flush=True)
