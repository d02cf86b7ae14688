import hashlib
import math
import unittest

from byoml_spark.errors import JobError
from byoml_spark.model_file import Entity, encode_model

USERS = [Entity("0", "b", [-0.5, -1.0, 1.5, -2.0], 0), Entity("0", "a", [-1.5, -2.0, 1.5, -2.0], 0)]
RESOURCES = [Entity("0", "r", [0.25, 4.0, 1.0, 0.0], 0)]


def encode(users=USERS, resources=RESOURCES) -> bytes:
    return encode_model(users, resources, {"rank": 2}, {})


class ModelFile(unittest.TestCase):
    def test_ends_in_the_digest_of_what_is_before_it(self):
        data = encode()
        self.assertEqual(data[:8], b"BYOMLACC")
        self.assertEqual(data[-32:], hashlib.sha256(data[:-32]).digest())

    def test_does_not_depend_on_the_order_of_rows(self):
        self.assertEqual(encode(), encode(users=USERS[::-1]))

    def test_is_refused_of_vectors_that_are_not_access_anomaly_s(self):
        def user(*vector: float) -> list[Entity]:
            return [*USERS, Entity("0", "c", list(vector), 0)]

        def resource(*vector: float, tenant: str = "0") -> list[Entity]:
            return [*RESOURCES, Entity(tenant, "s", list(vector), 0)]

        for users in (
            user(1.0, 1.5, -2.0),
            user(1.0, 1.0, 1.5, -2.1),
            user(1.0, 1.0, 1.6, -2.0),
            user(math.nan, 1.0, 1.5, -2.0),
            user(1e300, 1.0, 1.5, -2.0),
            [Entity("0", "a", [1.0, 1.0, 1.0, 1.0], 0)],
            [Entity("0", "a", [1.0, 1.0, 1.0, -1e-200], 0)],
        ):
            with self.assertRaises(JobError):
                encode(users=users)
        for resources in (
            resource(1.0, 1.0, 0.0),
            resource(1.0, 1.0, 0.0, 1.0),
            resource(1.0, 1.0, 1.0, 0.0, tenant="1"),
        ):
            with self.assertRaises(JobError):
                encode(resources=resources)
