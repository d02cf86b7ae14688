"""Prints the versions of what the rivals run on, as JSON."""

import json
import platform
from importlib.metadata import version

print(json.dumps({"python": platform.python_version(), **{name: version(name) for name in ("implicit", "numpy", "scipy", "pyspark")}}))
