"""What this process and those it started have had of the processors."""

import os
from pathlib import Path

ticks = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else None


def processor_seconds():
    """Of this process, Java that it started, and Python that Java started; None where the system does not tell (not Linux).

    Of processes that have ended meanwhile nothing is counted but what their parents waited for.
    """
    proc = Path("/proc")
    if not proc.exists():
        return None
    processes = dict(filter(None, map(read, proc.glob("[0-9]*/stat"))))
    children = {}
    for pid, (parent, _) in processes.items():
        children.setdefault(parent, []).append(pid)
    waiting, total = [os.getpid()], 0
    while waiting:
        pid = waiting.pop()
        total += processes[pid][1]
        waiting += children.get(pid, [])
    return total / ticks


def read(path):
    """Pid, parent, and ticks of it and of children it waited for: fields 1, 4 and 14 to 17 of proc_pid_stat(5)."""
    try:
        pid, rest = path.read_text().split(" (", 1)
    except (FileNotFoundError, ProcessLookupError):
        return None
    # A name may hold anything, brackets too.
    fields = rest.rsplit(") ", 1)[1].split()
    return int(pid), (int(fields[1]), sum(map(int, fields[11:15])))
