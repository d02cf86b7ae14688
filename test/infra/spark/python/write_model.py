"""Writes the model file of vectors and components given as JSON on standard input to the path given as argument."""

import json
import sys
from pathlib import Path

from byoml_spark.model_file import Entity, encode_model

given = json.load(sys.stdin)
entities = {kind: [Entity(*row) for row in given[kind]] for kind in ("users", "resources")}
Path(sys.argv[1]).write_bytes(
    encode_model(**entities, parameters=given["parameters"], description=given["description"])
)
