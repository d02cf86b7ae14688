"""Whether the job takes the options given as a JSON array on standard input."""

import json
import sys

from byoml_spark.options import parse_options

parse_options(json.load(sys.stdin), {})
