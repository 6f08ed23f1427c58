"""What every function has: its own log, its own rights, and somewhere for what it cannot do."""

from __future__ import annotations

from typing import Any

import pytest

from tests.contract.house import (
    PLATFORM,
    TEMPLATES,
    Function,
    functions,
    referred,
    resources,
    stack,
)
from tests.support import templates

QUEUE, ALARM = "AWS::SQS::Queue", "AWS::CloudWatch::Alarm"
STREAMS = ("DynamoDB", "Kinesis")
SCHEDULES = ("Schedule", "ScheduleV2")
each_function = pytest.mark.parametrize("function", functions(), ids=lambda f: f.name)


def alarmed_queues() -> set[str]:
    """Queues with an alarm to the alarm topic as soon as one message lies there."""
    found = set()
    for name, alarm in resources(ALARM).items():
        queue = referred(alarm["Dimensions"][0]["Value"])
        said = [referred(action) for action in alarm["AlarmActions"]]
        if said == ["AlarmTopic"] and alarm["Threshold"] == 0:
            assert alarm["MetricName"] == "ApproximateNumberOfMessagesVisible"
            assert alarm["ComparisonOperator"] == "GreaterThanThreshold"
            found.add(f"{name.partition('/')[0]}/{queue}")
    return found


def in_stack(function: Function, value: Any) -> str:
    """A referred resource of the function's own stack, ``<stack>/<LogicalId>``."""
    return f"{stack(function.template)}/{referred(value)}"


def source_queue(function: Function, event: dict[str, Any]) -> dict[str, Any]:
    return resources(QUEUE)[in_stack(function, event["Queue"])]


@each_function
def test_a_function_writes_to_its_own_log_that_ends(function: Function) -> None:
    log = referred(function.properties["LoggingConfig"]["LogGroup"])
    group = templates.resources(function.template, "AWS::Logs::LogGroup")[log]
    assert referred(group["RetentionInDays"]) == "LogRetentionDays"
    assert [f.name for f in functions() if _log(f) == _log(function)] == [function.name]


def _log(function: Function) -> str:
    return in_stack(function, function.properties["LoggingConfig"]["LogGroup"])


@each_function
def test_a_function_is_described_traced_and_bounded(function: Function) -> None:
    assert function.properties["Description"].endswith(".")
    assert function.properties["Tracing"] == "Active"
    assert function.properties["Runtime"] == "python3.13"
    assert 0 < function.timeout <= (29 if function.events("Api") else 900)


@each_function
def test_a_function_gets_the_shared_layer(function: Function) -> None:
    assert [referred(layer) for layer in function.properties["Layers"]] == ["SharedLayer"]


@each_function
def test_a_functions_artefact_has_a_recipe(function: Function) -> None:
    own = templates.load(function.template)["Resources"][function.logical_id]
    assert own["Metadata"]["BuildMethod"] == "makefile"
    folder = function.template.parent / function.properties["CodeUri"]
    recipes = (folder / "Makefile").read_text(encoding="utf-8").split()
    assert {f"build-{function.logical_id}", f"build-{function.logical_id}:"} & set(recipes)


@each_function
def test_a_queues_messages_end_in_a_watched_dead_letter_queue(function: Function) -> None:
    for event in function.events("SQS"):
        redrive = source_queue(function, event)["RedrivePolicy"]
        assert in_stack(function, redrive["deadLetterTargetArn"]) in alarmed_queues()
        assert int(redrive["maxReceiveCount"]) >= 3
        assert event["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


@each_function
def test_a_message_stays_hidden_for_six_times_the_functions_time(function: Function) -> None:
    for event in function.events("SQS"):
        assert int(source_queue(function, event)["VisibilityTimeout"]) >= 6 * function.timeout


@each_function
def test_a_streams_failures_end_in_a_watched_queue(function: Function) -> None:
    for event in function.events(*STREAMS):
        destination = event["DestinationConfig"]["OnFailure"]["Destination"]
        assert in_stack(function, destination) in alarmed_queues()
        assert event["MaximumRetryAttempts"] > 0


@each_function
def test_a_schedules_failures_end_in_a_watched_queue(function: Function) -> None:
    for event in function.events(*SCHEDULES):
        assert in_stack(function, event["DeadLetterConfig"]["Arn"]) in alarmed_queues()
        failed = function.properties["EventInvokeConfig"]["DestinationConfig"]["OnFailure"]
        assert in_stack(function, failed["Destination"]) in alarmed_queues()


def test_every_queue_is_consumed_or_watched() -> None:
    consumed = {in_stack(f, e["Queue"]) for f in functions() for e in f.events("SQS")}
    assert set(resources(QUEUE)) - consumed - alarmed_queues() == set()


def test_every_alarm_tells_the_alarm_topic_and_says_what_it_means() -> None:
    for name, alarm in resources(ALARM).items():
        assert [referred(action) for action in alarm["AlarmActions"]] == ["AlarmTopic"], name
        assert alarm["AlarmDescription"].endswith("."), name


def test_what_a_bus_cannot_deliver_is_kept() -> None:
    for name, rule in resources("AWS::Events::Rule").items():
        for target in rule["Targets"]:
            dead = f"{name.partition('/')[0]}/{referred(target['DeadLetterConfig']['Arn'])}"
            assert dead in alarmed_queues(), name


def test_every_name_a_service_reads_is_published_by_the_platform() -> None:
    parameters = templates.resources(PLATFORM, "AWS::SSM::Parameter").values()
    published = {p["Name"]["Fn::Sub"].removeprefix("/motcua/${Stage}/") for p in parameters}
    wanted = {
        str(parameter["Default"]).removeprefix("/motcua/local/")
        for path in TEMPLATES
        for parameter in templates.load(path)["Parameters"].values()
        if parameter["Type"].startswith("AWS::SSM::Parameter")
    }
    assert wanted - published == set()


def test_every_stack_keeps_logs_for_at_least_a_year() -> None:
    for path in TEMPLATES:
        assert templates.load(path)["Parameters"]["LogRetentionDays"]["Default"] >= 365


def test_every_stack_can_have_any_stage() -> None:
    found = [templates.load(path)["Parameters"]["Stage"] for path in TEMPLATES]
    assert [stage for stage in found if stage != found[0]] == []
