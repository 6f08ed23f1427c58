"""`make rebuild` and the counters' part of `make audit`, against a system that answers by script."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from infra.local import audit, rebuild
from infra.local.life import Person, Refused
from infra.local.settings import LocalError
from tests.unit.local.test_running import a_system

DIFFERENCE = {
    "day": "2026-11-24",
    "agency_code": "H24.X001",
    "field_code": "G01-TP",
    "procedure_code": "1.001193",
    "level": 4,
    "channel": "online",
    "figures": [{"measure": "received", "active": 1200, "rebuilt": 1201}],
}
SAME = [{"measure": "received", "active": 1200, "rebuilt": 1200}]


def compared(*differences: dict[str, Any], differing: int | None = None) -> dict[str, Any]:
    """The comparison of a complete rebuild."""
    return {
        "cells": 1500,
        "differing": len(differences) if differing is None else differing,
        "differences": list(differences),
        "totals": [f for d in differences for f in d["figures"]] or SAME,
        "compared_at": "2026-11-25T00:00:00Z",
    }


def state(name: str, percent: int = 0, **more: Any) -> dict[str, Any]:
    """An answer of the system."""
    progress = {"events": 3000, "uncounted": 0, "segments_done": 1, "segments": 64}
    told = {"rebuild_id": "r1", "version": 2, "state": name}
    return {**told, "progress": {**progress, "percent": percent}, **more}


class System:
    """A system with one rebuild: each look at it answers the next of its states."""

    def __init__(self, *states: dict[str, Any]) -> None:
        self.states = list(states)
        self.decided: list[str] = []

    def answer(self, request: httpx.Request) -> httpx.Response:
        act = request.url.path.removeprefix("/api/reports/rebuilds").removeprefix("/r1")
        if act:
            self.decided.append(act.strip("/"))
            name = {"switch": "switched", "abandon": "abandoned"}[self.decided[-1]]
            self.states = [state(name)]
        now = self.states.pop(0) if len(self.states) > 1 else self.states[0]
        return httpx.Response(200, text=json.dumps(now))

    def person(self) -> Person:
        return Person("http://system", "token", http=transport(self.answer))


def transport(answer: Any) -> httpx.Client:
    return httpx.Client(transport=httpx.MockTransport(answer))


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuild, "POLL", 0)


@pytest.fixture
def signed_in(monkeypatch: pytest.MonkeyPatch) -> System:
    """A system whose one rebuild finds a difference, reached as its administrator."""
    found = System(state("counting"), state("complete", 100, comparison=compared(DIFFERENCE)))
    monkeypatch.setattr(rebuild, "administrator", lambda _: found.person())
    return found


def test_a_rebuild_is_followed_until_it_is_complete(capsys: pytest.CaptureFixture[str]) -> None:
    done = state("complete", 100, comparison=compared())
    system = System(state("counting", 10), state("comparing", 60), done, done)
    assert rebuild.follow(system.person(), state("counting")) == done
    shown = capsys.readouterr().err
    assert [mark in shown for mark in ("  0 %", " 10 %", " 60 %", "100 %")] == [True] * 4


def test_the_bar_grows_with_the_progress() -> None:
    grown = [rebuild.bar(state("counting", percent)).count("█") for percent in (0, 50, 100)]
    assert grown == [0, rebuild.BAR // 2, rebuild.BAR]


def test_every_bar_covers_the_one_before_it() -> None:
    lengths = {len(rebuild.bar(state(name))) for name in ("counting", "confirming", "complete")}
    assert len(lengths) == 1


def test_a_rebuild_that_stands_still_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuild, "PATIENCE", -1)
    with pytest.raises(LocalError, match="stood still"):
        rebuild.follow(System(state("counting")).person(), state("counting"))


def test_a_difference_names_its_cell_and_both_figures() -> None:
    told = list(rebuild.outcome(state("complete", comparison=compared(DIFFERENCE))))
    assert told[0] == "3,000 events counted anew, 1,500 cells compared, 1 differ."
    cell = "2026-11-24 H24.X001 G01-TP 1.001193 level 4 online"
    assert told[1] == f"{cell}: received 1,200, counted anew 1,201"
    assert told[2] == "In all: received 1,200, counted anew 1,201"


def test_differences_that_are_not_shown_are_counted() -> None:
    many = state("complete", comparison=compared(DIFFERENCE, differing=1001))
    assert "… and 1,000 more" in list(rebuild.outcome(many))


def test_equal_counters_are_told_in_one_line() -> None:
    assert len(list(rebuild.outcome(state("complete", comparison=compared())))) == 1


def test_an_event_that_no_version_counts_is_named() -> None:
    name = "H24.X001-261124-0001 EVENT#000002"
    told = rebuild.outcome(state("complete", comparison=compared(), uncountable=[name]))
    assert list(told)[-1] == f"Counted by no version: {name}"


def test_whoever_asked_for_the_switch_gets_it(signed_in: System) -> None:
    rebuild.rebuild_counters(a_system(), switch=True)
    assert signed_in.decided == ["switch"]


def test_what_nobody_switches_to_is_abandoned(
    signed_in: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuild, "is_wanted", lambda: False)
    rebuild.rebuild_counters(a_system(), switch=False)
    assert signed_in.decided == ["abandon"]


def test_whoever_says_yes_gets_the_switch(
    signed_in: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _: " Yes ")
    rebuild.rebuild_counters(a_system(), switch=False)
    assert signed_in.decided == ["switch"]


def test_a_rebuild_that_somebody_interrupts_is_abandoned() -> None:
    system = System(state("counting"), state("complete", 100, comparison=compared()))
    with pytest.raises(KeyboardInterrupt), rebuild.rebuilt(system.person()):
        raise KeyboardInterrupt
    assert system.decided == ["abandon"]


def test_nothing_is_abandoned_when_another_rebuild_runs() -> None:
    asked: list[str] = []

    def refuse(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        return httpx.Response(409, text="Rebuild r0 is not decided yet")

    person = Person("http://system", "token", http=transport(refuse))
    with pytest.raises(Refused, match="r0"), rebuild.rebuilt(person):
        pass
    assert asked == ["/api/reports/rebuilds"]


def test_the_audit_counts_what_differs_and_leaves_the_counters_in_use(signed_in: System) -> None:
    assert audit.audit_counters(a_system()) == 1
    assert signed_in.decided == ["abandon"]


@pytest.mark.parametrize(
    ("broken", "differing", "code"), [(0, 0, 0), (1, 0, 1), (0, 1, 1), (2, 3, 1)]
)
def test_the_audit_fails_on_a_broken_chain_and_on_a_wrong_counter(
    broken: int, differing: int, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "running_system", a_system)
    monkeypatch.setattr(audit, "connect", lambda *_: None)
    monkeypatch.setattr(audit, "audit", lambda: (5, broken))
    monkeypatch.setattr(audit, "audit_counters", lambda _: differing)
    with pytest.raises(SystemExit) as ended:
        audit.main()
    assert ended.value.code == code
