"""The limit on how often one client may ask."""

from infra.local.rate_limit import RateLimit


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_client_may_ask_up_to_the_limit() -> None:
    limit = RateLimit(2, clock=Clock())
    assert [limit.wait_for("a"), limit.wait_for("a"), limit.wait_for("a")] == [0, 0, 60]


def test_one_client_does_not_use_up_anothers_share() -> None:
    limit = RateLimit(1, clock=Clock())
    limit.wait_for("a")
    assert limit.wait_for("b") == 0


def test_the_wait_said_is_long_enough_and_no_longer() -> None:
    clock = Clock()
    limit = RateLimit(1, clock=clock)
    limit.wait_for("a")
    clock.now += 59.5
    assert limit.wait_for("a") == 1
    clock.now += 1
    assert limit.wait_for("a") == 0


def test_a_refused_request_does_not_prolong_the_wait() -> None:
    clock = Clock()
    limit = RateLimit(1, clock=clock)
    limit.wait_for("a")
    clock.now += 30
    limit.wait_for("a")
    clock.now += 30
    assert limit.wait_for("a") == 0


def test_clients_that_stay_away_are_forgotten() -> None:
    clock = Clock()
    limit = RateLimit(1, clock=clock)
    limit.wait_for("a")
    clock.now += 61
    limit.wait_for("b")
    assert limit._seen.keys() == {"b"}
