import unittest

from byoml_spark.events.export_layout import export_folder, folder_of, is_above_years

WORKSPACE = (
    "WorkspaceResourceId=/subscriptions/s/resourcegroups/g/providers/microsoft.operationalinsights/workspaces/w/"
)
FOLDER = f"{WORKSPACE}y=2026/m=11/d=20/h=17/m=55/"


class ExportLayout(unittest.TestCase):
    def test_a_file_lies_in_its_five_minutes(self):
        for name in ("PT05M.json", "PT5M.json", "PT05M_1.json", "PT1H.json", "PT05M.json.gz"):
            self.assertEqual(folder_of(FOLDER + name), FOLDER)

    def test_other_paths_are_none_of_an_export(self):
        for path in (
            FOLDER,
            f"{FOLDER}PT05M.json.tmp",
            f"{FOLDER}PT05M.json\n",
            FOLDER.replace("d=20", "d=31") + "PT05M.json",
            FOLDER.replace("h=17", "h=24") + "PT05M.json",
            FOLDER.replace("m=55", "m=60") + "PT05M.json",
            FOLDER.replace("y=2026", "y=1969") + "PT05M.json",
            "models/model.bin",
        ):
            self.assertIsNone(folder_of(path), path)

    def test_folders_span_at_least_their_time(self):
        day = export_folder(f"{WORKSPACE}y=2026/m=11/d=20/")
        self.assertEqual((day.unit, day.to - day.start), ("day", 86_400_000))
        for path in (f"{WORKSPACE}y=2026/", f"{WORKSPACE}y=2026/m=11/"):
            folder = export_folder(path)
            self.assertTrue(folder.start <= day.start and day.to <= folder.to, path)
        for path in (FOLDER, f"{WORKSPACE}y=2026/m=13/", f"{WORKSPACE}y=2026/m=00/", f"{WORKSPACE}y=2026/m=02/d=30/"):
            self.assertIsNone(export_folder(path), path)

    def test_a_workspace_is_opened_and_nothing_beside_it(self):
        self.assertTrue(is_above_years("WorkspaceResourceId=/"))
        self.assertTrue(is_above_years(WORKSPACE))
        self.assertFalse(is_above_years("other/"))
        self.assertFalse(is_above_years(f"{WORKSPACE}a/b/"))
