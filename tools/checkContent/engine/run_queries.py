"""Runs KQL on rows: a request in JSON on standard input, the rows of each query in JSON on standard output.

The engine translates KQL to SQL of DuckDB; what it cannot translate it refuses, which is told as that query's error.
"""

import datetime
import json
import sys

import duckdb_kql

TYPES = {
    "bool": "BOOLEAN",
    "datetime": "TIMESTAMP",
    "dynamic": "JSON",
    "int": "INTEGER",
    "long": "BIGINT",
    "real": "DOUBLE",
    "string": "VARCHAR",
}


def load(connection, name, table):
    """Makes a table of a file with one JSON object a line; what an object lacks is null, and of type string empty."""
    types = {column["Name"]: TYPES[column["Type"]] for column in table["columns"]}
    read = ", ".join(f"'{column}': '{kind}'" for column, kind in types.items())
    values = ", ".join(
        f"""coalesce("{column}", '') AS "{column}" """ if kind == "VARCHAR" else f'"{column}"'
        for column, kind in types.items()
    )
    rows = f"read_json('{table['file']}', format = 'newline_delimited', columns = {{{read}}}, maximum_object_size = 67108864)"
    connection.execute(f'CREATE TABLE "{name} rows" AS SELECT {values} FROM {rows}')


def show(connection, names, time_column, now):
    """Makes the tables what they are at a moment: rows that are ingested later are not there yet."""
    for name in names:
        ingested = f""""{time_column}" IS NULL OR "{time_column}" <= TIMESTAMP '{now}'"""
        connection.execute(f'CREATE OR REPLACE VIEW "{name}" AS SELECT * FROM "{name} rows" WHERE {ingested}')


def plain(value, kind):
    """A value as JSON has it: times in UTC, and no null of type string, which Kusto has not either."""
    if value is None and kind == "VARCHAR":
        return ""
    if isinstance(value, datetime.datetime):
        return value.isoformat(timespec="milliseconds") + "Z"
    if isinstance(value, datetime.timedelta):
        return str(value)
    return json.loads(value) if kind == "JSON" and isinstance(value, str) else value


def run(connection, query, now):
    try:
        result = duckdb_kql.query(connection, query, query_now=now)
        names = [column[0] for column in result.description]
        kinds = [str(column[1]) for column in result.description]
        rows = [{n: plain(v, k) for n, k, v in zip(names, kinds, row)} for row in result.fetchall()]
        return {"columns": names, "rows": rows}
    except Exception as error:  # one query's failure must not hide what the others give
        return {"error": f"{type(error).__name__}: {error}"}


def main():
    request = json.load(sys.stdin)
    connection = duckdb_kql.connect()
    for name, table in request["tables"].items():
        load(connection, name, table)
    duckdb_kql.set_functions([f"function {f['name']}({f['parameters']}) {{ {f['query']} }}" for f in request["functions"]])
    results = {}
    for name, query in request["queries"].items():
        now = datetime.datetime.fromisoformat(query["now"]).astimezone(datetime.UTC).replace(tzinfo=None)
        show(connection, request["tables"], request["ingestionTime"], now)
        results[name] = run(connection, query["text"], now)
    json.dump(results, sys.stdout)


main()
