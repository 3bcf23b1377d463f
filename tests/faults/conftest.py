"""What each scenario may ask for: an installation of its own, chance with a seed, and a place for its figures."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from scripts.services import Postgres, Redis, own_postgres, own_redis

from . import gateway
from .installation import Installation
from .sizes import RUN, SEED

HERE = Path(__file__).parent
TEMPLATE = "template_faults"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    too_long = [item for item in items if _only_in_full(item)] if RUN != "full" else []
    config.hook.pytest_deselected(items=too_long)
    items[:] = [item for item in items if item not in too_long]
    for item in items:
        if item.path.is_relative_to(HERE):
            for mark in ("faults", "postgres", "redis"):
                item.add_marker(mark)
            item.add_marker(pytest.mark.xdist_group("faults"))


def _only_in_full(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("faults")
    return bool(mark and mark.args)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    with own_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def redis() -> Iterator[Redis]:
    with own_redis() as server:
        yield server


@pytest.fixture(scope="session")
def template(postgres: Postgres, redis: Redis, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with every table and rule, and nothing in it, of which each scenario gets a copy."""
    folder = tmp_path_factory.mktemp("template")
    _create(postgres, f'CREATE DATABASE "{TEMPLATE}"')
    with gateway.running(folder / "gateway", SEED) as mail:
        Installation(folder, postgres, redis, mail, TEMPLATE).run("manage.py", "migrate", "-v0")
    return TEMPLATE


@pytest.fixture
def there(postgres: Postgres, redis: Redis, template: str, tmp_path: Path) -> Iterator[Installation]:
    name = f"faults_{tmp_path.name}"
    _create(postgres, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    with gateway.running(tmp_path / "gateway", SEED) as mail:
        installation = Installation(tmp_path, postgres, redis, mail, name)
        try:
            yield installation
        finally:
            installation.stop()
    _create(postgres, f'DROP DATABASE "{name}" WITH (FORCE)')


def _create(postgres: Postgres, statement: str) -> None:
    with psycopg.connect(f"postgres://ehcp@127.0.0.1:{postgres.port}/postgres", autocommit=True) as server:
        server.execute(statement)


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    """By chance, but by the same chance each time with the same seed."""
    return random.Random(f"{SEED} {request.node.name}")


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Iterator[dict[str, Any]]:
    """What a scenario counted. It is printed whether the scenario was passed or not."""
    counted: dict[str, Any] = {}
    yield counted
    said = ", ".join(f"{name} {value}" for name, value in counted.items())
    line = f"{request.node.name}: {RUN}, seed {SEED}: {said}"
    request.node.user_properties.append(("faults", line))
