"""CPU of a request in our code, against a hand-written boto3 handler of the same DynamoDB calls.

The network is stubbed for both. The handler by hand does the least that could be called the same:
it reads the event, checks the role, issues the very calls that ours issued (recorded from it),
parses what is stored, sends an answer of the same content, and logs one line. It works out no
lifecycle, no legal clock, no hash chain and no words.
"""

from __future__ import annotations

import gc
import io
import json
import logging
import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from bench.stub import Call, Wire

BUDGET: Final = 1.5
ROUNDS, A_ROUND = 30, 20
DOSSIER: Final = "/processing/dossiers/{dossier_id}"
ENVIRONMENT: Final = {
    "AWS_ACCESS_KEY_ID": "bench",
    "AWS_SECRET_ACCESS_KEY": "bench",
    "AWS_DEFAULT_REGION": "ap-southeast-1",
    "DOSSIER_TABLE": "dossiers",
    "OUTBOX_TABLE": "outbox",
    "REFERENCE_TABLE": "reference",
}
Handler = Callable[[dict[str, Any], Any], dict[str, Any]]


@dataclass(frozen=True)
class Case:
    """A route, what is sent to it, and what DynamoDB answers."""

    name: str
    method: str
    resource: str
    body: Any
    answers: dict[str, Any]


def cases() -> list[Case]:
    """An officer's move, and the reading of a whole history."""
    from bench import samples

    return [
        Case(
            "move: accept (1 read + 1 transaction)",
            "POST",
            f"{DOSSIER}/acceptance",
            {},
            {"GetItem": {"Item": samples.head(samples.submitted())}},
        ),
        Case(
            "timeline of six events (1 query)",
            "GET",
            f"{DOSSIER}/timeline",
            None,
            {"Query": {"Items": samples.history(samples.lived()), "Count": 7, "ScannedCount": 7}},
        ),
    ]


def our_handler() -> Handler:
    """The processing service, with reference data as a warm function has it: in memory."""
    from bench import samples
    from services.processing.app import app
    from shared.observability import logger
    from shared.reference import store

    store.calendar = lambda: samples.CALENDAR
    store.agencies = lambda: samples.AGENCIES
    handler = logger.registered_handler
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(io.StringIO())
    return app


class ByHand:
    """What one would write with boto3 and its own serialisers alone."""

    def __init__(self, calls: list[Call], answer: Any) -> None:
        import boto3
        from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

        self.client: Any = boto3.client("dynamodb")
        self.plain, self.typed = TypeDeserializer().deserialize, TypeSerializer().serialize
        self.calls, self.answer, self.log = calls, answer, io.StringIO()
        for put in (put for _, parameters in calls for put in _puts(parameters)):
            put["Item"] = {name: self.plain(value) for name, value in put["Item"].items()}

    def __call__(self, event: dict[str, Any], _: Any) -> dict[str, Any]:
        json.loads(event["body"] or "{}")
        if "officer" not in event["requestContext"]["authorizer"]["roles"].split():
            return {"statusCode": 403, "headers": {}, "body": "{}"}
        for operation, parameters in self.calls:
            self._do(operation, parameters)
        self.log.write(json.dumps({"message": "Request answered", "status": 200}) + "\n")
        return {"statusCode": 200, "headers": {}, "body": json.dumps(self.answer)}

    def _do(self, operation: str, parameters: dict[str, Any]) -> None:
        if puts := _puts(parameters):
            items = [{"Put": {**put, "Item": self._typed(put["Item"])}} for put in puts]
            parameters = {**parameters, "TransactItems": items}
        found = getattr(self.client, _snake(operation))(**parameters)
        for row in [found["Item"]] if "Item" in found else found.get("Items", []):
            json.loads({name: self.plain(value) for name, value in row.items()}["body"])

    def _typed(self, item: dict[str, Any]) -> dict[str, Any]:
        return {name: self.typed(value) for name, value in item.items()}


def _puts(parameters: dict[str, Any]) -> list[dict[str, Any]]:
    """The writes of a transaction; every one of ours is a put."""
    return [item["Put"] for item in parameters.get("TransactItems", [])]


def _snake(operation: str) -> str:
    return "".join(f"_{ch.lower()}" if ch.isupper() else ch for ch in operation).lstrip("_")


def cpu_of(handler: Handler, events: list[dict[str, Any]]) -> float:
    """CPU seconds per call."""
    gc.collect()
    began = time.process_time()
    for event in events:
        handler(event, None)
    return (time.process_time() - began) / len(events)


def measure(case: Case, ours: Handler, wire: Wire) -> tuple[float, float, float]:
    """Median CPU seconds of our handler and of the one by hand, and the median of their ratios.

    They take turns, so that each ratio is of two neighbours in time.
    """
    from bench.samples import gateway_event

    def events(count: int) -> list[dict[str, Any]]:
        return [gateway_event(case.method, case.resource, case.body) for _ in range(count)]

    wire.answers = {name: json.dumps(a).encode() for name, a in case.answers.items()}
    wire.calls, wire.recording = [], True
    answer = ours(events(1)[0], None)
    wire.recording = False
    assert answer["statusCode"] == 200, answer["body"]
    by_hand = ByHand(wire.calls, json.loads(answer["body"]))
    taken: dict[Handler, list[float]] = {ours: [], by_hand: []}
    for turn in range(ROUNDS + 1):
        for handler, samples in taken.items():
            seconds = cpu_of(handler, events(A_ROUND))
            if turn:
                samples.append(seconds)
    own, hand = taken[ours], taken[by_hand]
    ratio = statistics.median(o / h for o, h in zip(own, hand, strict=True))
    return statistics.median(own), statistics.median(hand), ratio


def main() -> int:
    os.environ.update(ENVIRONMENT)
    os.environ.pop("AWS_ENDPOINT_URL", None)
    wire = Wire()
    wire.install()
    ours, worst = our_handler(), 0.0
    for case in cases():
        own, hand, ratio = measure(case, ours, wire)
        worst = max(worst, ratio)
        times = f"{own * 1e3:6.2f} ms  by hand {hand * 1e3:6.2f} ms"
        print(f"{case.name:<40} {times}  {ratio:5.2f} ×")
    print(f"\nworst: {worst:.2f} × (budget {BUDGET} ×)")
    return int(worst > BUDGET)


if __name__ == "__main__":
    sys.exit(main())
