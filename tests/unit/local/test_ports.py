"""Which ports the system listens on."""

import socket
from collections.abc import Iterator

import pytest

from infra.local import ports
from infra.local.ports import choose_port, free_port, is_free
from infra.local.settings import HOST, LocalError, external_cloud


@pytest.fixture
def taken() -> Iterator[int]:
    """A port somebody listens on."""
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_port_somebody_listens_on_is_not_free(taken: int) -> None:
    assert not is_free(taken)
    assert is_free(free_port())


def test_a_configured_port_is_used() -> None:
    port = free_port()
    assert choose_port("PORT", {"PORT": str(port)}) == port


def test_a_configured_port_that_is_taken_is_refused(taken: int) -> None:
    with pytest.raises(LocalError, match=rf"Port {taken} \(PORT\) is taken"):
        choose_port("PORT", {"PORT": str(taken)})


@pytest.mark.parametrize("configured", ["http", "0", "65536", "-1"])
def test_what_is_no_port_is_refused(configured: str) -> None:
    with pytest.raises(LocalError, match="is not a port number"):
        choose_port("CLOUD_PORT", {"CLOUD_PORT": configured})


def test_the_usual_port_is_used_when_it_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = free_port()
    monkeypatch.setitem(ports.USUAL, "PORT", usual)
    assert choose_port("PORT", {}) == usual


def test_a_free_port_stands_in_for_a_usual_one_that_is_taken(
    monkeypatch: pytest.MonkeyPatch, taken: int, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(ports.USUAL, "PORT", taken)
    chosen = choose_port("PORT", {})
    assert chosen != taken
    assert f"Port {taken} is taken, so port {chosen} serves instead" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("environment", "address"),
    [
        ({}, None),
        ({"EXTERNAL_CLOUD": "1"}, "127.0.0.1:4566"),
        ({"EXTERNAL_CLOUD": "1", "EDGE_PORT": "4600"}, "127.0.0.1:4600"),
        ({"LOCALSTACK_HOST": "cloud.test"}, "cloud.test:4566"),
        ({"LOCALSTACK_HOST": "cloud.test:4700", "EDGE_PORT": "1"}, "cloud.test:4700"),
    ],
)
def test_a_cloud_somebody_else_started_is_named_by_the_environment(
    environment: dict[str, str], address: str | None
) -> None:
    assert external_cloud(environment) == address
