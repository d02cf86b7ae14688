"""Makes a virtual environment that holds what requirements files list, and nothing else.

    python install_environment.py FOLDER DIGEST REQUIREMENTS...

Several may ask for one at once: the first installs, the others wait for it and find it made. DIGEST, of the files, is
written into the folder last, so that what was cut off is not taken for whole. Fails with a sentence on standard error.
"""

import contextlib
import subprocess
import sys
from pathlib import Path


@contextlib.contextmanager
def locked(path):
    """Holds a lock, which the system frees however the process ends."""
    with open(path, "w") as file:
        if sys.platform == "win32":
            lock_on_windows(file)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def lock_on_windows(file):
    import msvcrt

    while True:
        # It gives up after ten seconds.
        with contextlib.suppress(OSError):
            return msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)


def python_of(folder):
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def is_made(folder, digest):
    stamp = folder / "installed.txt"
    return python_of(folder).exists() and stamp.exists() and stamp.read_text() == digest


def make(folder, digest, requirements):
    stamp = folder / "installed.txt"
    stamp.unlink(missing_ok=True)
    run("-m", "venv", "--clear", folder)
    files = [word for path in requirements for word in ("--requirement", path)]
    # Isolated: what PYTHONPATH names counts as installed otherwise.
    run("-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *files, python=python_of(folder))
    stamp.write_text(digest)


def run(*words, python=sys.executable):
    """Runs Python, and ends with what it said if it fails: the last error it told of, else all of it in a line."""
    ended = subprocess.run([python, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if ended.returncode != 0:
        errors = [line for line in ended.stdout.splitlines() if line.startswith("ERROR: ")]
        sys.exit(errors[-1].removeprefix("ERROR: ") if errors else " ".join(ended.stdout.split()))


def main(folder, digest, *requirements):
    folder = Path(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with locked(folder.with_name(f"{folder.name}.lock")):
        if not is_made(folder, digest):
            make(folder, digest, requirements)


if __name__ == "__main__":
    main(*sys.argv[1:])
