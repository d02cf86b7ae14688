import contextlib
import io
import tempfile
import unittest

from byoml_spark.errors import JobError
from byoml_spark.events.identity import IdentityRules
from byoml_spark.options import parse_options
from byoml_spark.parameters import TrainingParameters

EXPORT = "https://logs.blob.core.windows.net"
USUAL = ["--work", "/tmp/work", "--export", EXPORT, "--models", "https://models.blob.core.windows.net"]


class Options(unittest.TestCase):
    def test_have_the_app_s_defaults(self):
        options = parse_options(USUAL, {})
        self.assertEqual(options.rules, IdentityRules())
        self.assertEqual(options.parameters, TrainingParameters())
        self.assertEqual((options.export.container, options.models.container), ("am-securityevent", "models"))
        self.assertEqual((options.lookback_days, options.dry_run), (30, False))

    def test_may_leave_storage_to_the_environment(self):
        environment = {"EXPORT_STORAGE": "BlobEndpoint=e", "MODEL_STORAGE": "BlobEndpoint=m"}
        options = parse_options(["--work", "w"], environment)
        self.assertEqual(options.export.connection_string, "BlobEndpoint=e")
        self.assertEqual(options.models.connection_string, "BlobEndpoint=m")

    def test_may_name_a_folder_of_an_export_and_nowhere_to_publish_to_on_a_dry_run(self):
        with tempfile.TemporaryDirectory() as folder:
            options = parse_options(["--work", "w", "--export", folder, "--dry-run"], {})
        self.assertEqual((options.export.folder, options.models), (folder, None))

    def test_that_break_a_rule_are_named_with_the_remedy(self):
        for words, message in (
            (["--work", "w"], "--export is missing, and so is EXPORT_STORAGE"),
            (["--work", "w", "--export", EXPORT], "--models is missing, and so is MODEL_STORAGE"),
            ([*USUAL, "--export", "/no/such/folder"], "neither an https:// address nor a folder"),
            ([*USUAL, "--models", "/tmp"], "--models takes https://"),
            ([*USUAL, "--export", "http://logs.blob.core.windows.net"], "--export takes https://"),
            ([*USUAL, "--export", f"{EXPORT}/am-securityevent"], "the container into its own option"),
            ([*USUAL, "--models", f"{EXPORT}?sv=1&sig=SECRET"], "put a shared access signature into MODEL_STORAGE"),
            ([*USUAL, "--model-container", "Models"], "the container of --models is 'Models'"),
            ([*USUAL, "--low-value", "10"], "--high-value is 10.0"),
            ([*USUAL, "--held-out-days", "30"], "--held-out-days is 30"),
        ):
            with self.subTest(message), self.assertRaisesRegex(JobError, message) as caught:
                parse_options(words, {})
            self.assertNotIn("SECRET", str(caught.exception))

    def test_of_a_wrong_form_end_the_run(self):
        for words in (
            ["--rank", "0"],
            ["--alpha", "nan"],
            ["--now", "today"],
            ["--user-identity", "sid"],
            ["--iteration", "x"],
        ):
            with self.subTest(words), contextlib.redirect_stderr(io.StringIO()), self.assertRaises(SystemExit):
                parse_options([*USUAL, *words], {})
