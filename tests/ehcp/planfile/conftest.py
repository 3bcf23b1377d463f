import pytest

from ehcp.models import Organisation
from ehcp.models.organisations import Kind
from ehcp.planfile.reading import read
from ehcp.planfile.writing import as_text, digest, plan_file
from tests import people
from workflows import clock

TRANSFERRED = people.AMENDED


@pytest.fixture
def amended(cast):
    """A plan in force, reviewed and amended once."""
    return people.at_stage(cast, "amended")


@pytest.fixture
def content(amended):
    with clock.at(TRANSFERRED):
        return plan_file(amended)


@pytest.fixture
def farshire(db):
    """An authority that has nothing to do with the one that made the plan."""
    icb = Organisation.objects.create(name="NHS Farshire", kind=Kind.HEALTH_COMMISSIONER)
    return Organisation.objects.create(
        name="Farshire Council", kind=Kind.AUTHORITY, reference_prefix="FS", health_commissioner=icb
    )


def as_file(content, name="plan.json"):
    """As it is read on the day of the transfer, with the digest that fits it."""
    with clock.at(TRANSFERRED):
        return read(name, as_text({**content, "digest": digest(content)}))
