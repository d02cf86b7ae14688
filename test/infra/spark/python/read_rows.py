"""Reads rows, one JSON text a line, by the default rules, and prints what each turned out to be."""

import json
import sys

from byoml_spark.events.file_share_access import file_share_reader
from byoml_spark.events.identity import IdentityRules
from byoml_spark.events.row_lines import rows_of

read = file_share_reader(IdentityRules())


def reading(row: object) -> object:
    access = read(row)
    if isinstance(access, str):
        return {"skipped": access}
    return {
        "access": {
            "tenant": access.tenant,
            "user": access.user,
            "resource": access.resource,
            "time": access.time,
            "itemId": access.item_id,
        }
    }


for line in sys.stdin.buffer:
    rows = rows_of(line.removesuffix(b"\n"))
    print(json.dumps(None if rows is None else [reading(row) for row in rows]))
