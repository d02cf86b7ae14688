from dataclasses import dataclass


@dataclass(frozen=True)
class TrainingParameters:
    """Parameters of AccessAnomaly, by the names the app has for them; see `resourceAccess/parameters.ts`.

    blocks: parts users and resources are shared out to; None for as many as the cluster has cores.
    """

    rank: int = 10
    iterations: int = 25
    regularization: float = 1.0
    alpha: float = 1.0
    low_value: float = 5.0
    high_value: float = 10.0
    blocks: int | None = None
    separate_tenants: bool = False
    seed: int = 0
