"""The rules by the cases that the app's tests check too."""

import json
import unittest
from pathlib import Path

from byoml_spark.events.file_share_access import Access, file_share_reader
from byoml_spark.events.identity import IdentityRules

FIXTURE = Path(__file__).parents[3] / "fixtures" / "identityCases.json"

FIELDS = {
    "user": "user",
    "resource": "resource",
    "excludedAccounts": "excluded_accounts",
    "excludedShares": "excluded_shares",
}


def rules_of(given: dict) -> IdentityRules:
    return IdentityRules(**{FIELDS[name]: tuple(v) if isinstance(v, list) else v for name, v in given.items()})


class IdentityCases(unittest.TestCase):
    def test_each_row_is_the_access_or_skipped_for_the_reason(self):
        fixture = json.loads(FIXTURE.read_text())
        for case in fixture["cases"]:
            with self.subTest(case["name"]):
                row = {**fixture["row"], **case.get("fields", {})}
                for column in case.get("without", []):
                    del row[column]
                reading = file_share_reader(rules_of(case.get("rules", {})))(case.get("row", row))
                if "skipped" in case:
                    self.assertEqual(reading, case["skipped"])
                else:
                    expected = {**fixture["access"], **case["access"]}
                    expected["item_id"] = expected.pop("itemId")
                    self.assertEqual(reading, Access(**expected))
