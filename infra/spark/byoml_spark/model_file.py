"""Writes the app's model file, as `resourceAccess/modelFile.ts` and `modelContainer.ts` read it. No Spark in it."""

import hashlib
import json
import math
import struct
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from byoml_spark.errors import JobError

_MAGIC = b"BYOMLACC"
_FORMAT = 2
_ALIGNMENT = 8
_KINDS = {"f": "float32", "d": "float64", "i": "int32", "B": "uint8"}

#: What `modelReader.ts` takes of means, and of standard deviations from either side.
_GREATEST_MOMENT = 1e100


@dataclass(frozen=True)
class Entity:
    """A user or a resource of an AccessAnomalyModel: its vector of length rank + 2, and its connected component."""

    tenant: str
    name: str
    vector: Sequence[float]
    component: int


@dataclass(frozen=True)
class _Tenant:
    name: str
    mean: float
    deviation: float


def encode_model(
    users: Iterable[Entity], resources: Iterable[Entity], parameters: dict[str, object], description: dict[str, object]
) -> bytes:
    """The bytes of a model that scores as SynapseML's does.

    SynapseML folds the standardisation into its vectors: a user's is -1/deviation * [x, -mean, 1], a resource's
    [y, 1, 0], x and y being float32 (ModelNormalizeTransformer). They are taken apart again, which is exact.

    parameters: all those of the app's AccessAnomalyParameters. Raises JobError for vectors that are not of that form.
    """
    rank = int(parameters["rank"])
    by_name = sorted(users, key=_order)
    others = sorted(resources, key=_order)
    tenants = [_tenant(name, list(group), rank) for name, group in groupby(by_name, lambda user: user.tenant)]
    names = [tenant.name for tenant in tenants]
    if unknown := {resource.tenant for resource in others} - set(names):
        raise JobError(f"{len(unknown)} tenant(s) have resources and no users: train again")
    x = (value / user.vector[-1] for user in by_name for value in user.vector[:rank])
    y = (value for resource in others for value in _resource_factors(resource, rank))
    sections = [
        *_name_sections("tenants", names),
        ("means", array("d", (tenant.mean for tenant in tenants))),
        ("standardDeviations", array("d", (tenant.deviation for tenant in tenants))),
        *_entity_sections("users", by_name, names, x),
        *_entity_sections("resources", others, names, y),
    ]
    content = {"parameters": parameters, "hasHistory": False, "description": description}
    return _container(content, sections)


def _order(entity: Entity) -> tuple[bytes, bytes]:
    """The order of the app's names: by the bytes of UTF-8."""
    return entity.tenant.encode(), entity.name.encode()


def _tenant(name: str, users: list[Entity], rank: int) -> _Tenant:
    """Mean and deviation of a tenant, which the vectors of all its users hold."""
    first = users[0].vector
    for user in users:
        if len(user.vector) != rank + 2 or not all(map(_are_close, user.vector[rank:], first[rank:])):
            raise JobError(f"users of tenant {name} do not have vectors of one length and scale: train again")
    deviation = -1 / first[-1] if first[-1] < 0 else math.nan
    mean = first[-2] * deviation
    if not (1 / _GREATEST_MOMENT <= deviation <= _GREATEST_MOMENT and abs(mean) <= _GREATEST_MOMENT):
        raise JobError(f"tenant {name} has mean {mean} and standard deviation {deviation}: train again")
    return _Tenant(name, mean, deviation)


def _are_close(one: float, other: float) -> bool:
    # Spark may compute a sum of one tenant twice, in other orders.
    return abs(one - other) <= 1e-9 * max(1, abs(one))


def _resource_factors(resource: Entity, rank: int) -> Sequence[float]:
    if len(resource.vector) != rank + 2 or tuple(resource.vector[rank:]) != (1.0, 0.0):
        raise JobError(
            f"a resource of tenant {resource.tenant} has a vector that is not one of AccessAnomaly: train again"
        )
    return resource.vector[:rank]


_Section = tuple[str, array]


def _name_sections(prefix: str, names: Sequence[str]) -> Iterator[_Section]:
    encoded = [name.encode() for name in names]
    yield f"{prefix}.offsets", array("i", accumulate(map(len, encoded), initial=0))
    yield f"{prefix}.bytes", array("B", b"".join(encoded))


def _entity_sections(
    prefix: str, entities: list[Entity], tenants: list[str], factors: Iterable[float]
) -> Iterator[_Section]:
    counts = {name: sum(1 for _ in group) for name, group in groupby(entities, lambda entity: entity.tenant)}
    yield f"{prefix}.starts", array("i", accumulate((counts.get(tenant, 0) for tenant in tenants), initial=0))
    yield from _name_sections(f"{prefix}.names", [entity.name for entity in entities])
    rounded = array("f", factors)
    if not all(map(math.isfinite, rounded)):
        raise JobError("the factorization did not stay finite: raise --regularization, or lower --iterations")
    yield f"{prefix}.factors", rounded
    yield f"{prefix}.components", array("i", (entity.component for entity in entities))


def _container(content: object, sections: list[_Section]) -> bytes:
    """Magic, format, length of the header, header, sections at multiples of 8 bytes, SHA-256; little-endian."""
    directory = [[name, _KINDS[numbers.typecode], len(numbers)] for name, numbers in sections]
    header = json.dumps({"content": content, "sections": directory}, ensure_ascii=False, allow_nan=False).encode()
    parts = [_aligned(_MAGIC + struct.pack("<II", _FORMAT, len(header)) + header)]
    for _, numbers in sections:
        if sys.byteorder == "big":
            numbers.byteswap()
        parts.append(_aligned(numbers.tobytes()))
    body = b"".join(parts)
    return body + hashlib.sha256(body).digest()


def _aligned(data: bytes) -> bytes:
    return data + bytes(-len(data) % _ALIGNMENT)
