"""The simulated acquirer, and settings that name it."""

from collections.abc import Iterator

import pytest

from portal.demo.acquirer import Simulator


@pytest.fixture
def acquirer(settings) -> Iterator[Simulator]:
    """The simulator, listening, as the acquirer that the portal is set up for."""
    simulator = Simulator()
    settings.ACQUIRER_URL = simulator.start()
    settings.ACQUIRER_MERCHANT, settings.ACQUIRER_SECRET = simulator.merchant, simulator.secret
    yield simulator
    simulator.stop()
