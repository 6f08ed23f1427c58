"""Rights: each function's, written out, so that a widened one is a visible line in a review."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.contract.house import Function, functions

RIGHTS: dict[str, set[str]] = {
    "platform/Relay": {
        "dynamodb:BatchWriteItem on OutboxTable",
        "dynamodb:UpdateItem on OutboxTable",
        "events:PutEvents on EventBus",
        "sqs:SendMessage on ParkedEvents",
        "sqs:SendMessage on RelayFailures",
    },
    "platform/Sweep": {
        "dynamodb:BatchGetItem on DossierTable",
        "dynamodb:BatchWriteItem on OutboxTable",
        "dynamodb:Scan on OutboxTable",
        "dynamodb:UpdateItem on OutboxTable",
        "events:PutEvents on EventBus",
        "sqs:SendMessage on ParkedEvents",
        "sqs:SendMessage on RelayFailures",
    },
    "platform/Authorizer": {
        "secretsmanager:GetSecretValue on IdentitySecret",
    },
    "catalogue/Http": {
        "dynamodb:GetItem on ReferenceTable",
    },
    "catalogue/Administration": {
        "dynamodb:GetItem on DossierTable if dynamodb:LeadingKeys",
        "dynamodb:GetItem on ReferenceTable",
        "dynamodb:PutItem on DossierTable if dynamodb:LeadingKeys",
        "dynamodb:PutItem on ReferenceTable",
        "dynamodb:Query on ReferenceTable",
    },
    "intake/Http": {
        "dynamodb:DeleteItem on DossierTable",
        "dynamodb:GetItem on DossierTable",
        "dynamodb:GetItem on ReferenceTable",
        "dynamodb:PutItem on DossierTable",
        "dynamodb:PutItem on OutboxTable",
        "dynamodb:UpdateItem on DossierTable",
        "kms:Decrypt on DataKey",
        "kms:Encrypt on DataKey",
        "kms:GenerateDataKey on DataKey",
        "s3:GetObject on DocumentsBucket/uploads/*",
        "s3:GetObjectTagging on DocumentsBucket/uploads/*",
        "s3:PutObject on DocumentsBucket/documents/*",
        "s3:PutObject on DocumentsBucket/uploads/*",
        "s3:PutObjectTagging on DocumentsBucket/documents/*",
        "secretsmanager:GetSecretValue on IdentitySecret",
    },
    "processing/Moves": {
        "dynamodb:DeleteItem on DossierTable",
        "dynamodb:GetItem on DossierTable",
        "dynamodb:GetItem on ReferenceTable",
        "dynamodb:PutItem on DossierTable",
        "dynamodb:PutItem on OutboxTable",
        "kms:Decrypt on DataKey if kms:ViaService",
        "kms:GenerateDataKey on DataKey if kms:ViaService",
        "s3:GetObject on DocumentsBucket/uploads/*",
        "s3:GetObjectTagging on DocumentsBucket/uploads/*",
        "s3:PutObject on DocumentsBucket/documents/*",
        "s3:PutObjectTagging on DocumentsBucket/documents/*",
    },
    "processing/Reading": {
        "dynamodb:BatchGetItem on DossierTable",
        "dynamodb:GetItem on DossierTable",
        "dynamodb:GetItem on ReferenceTable",
        "dynamodb:PutItem on DossierTable if dynamodb:Attributes",
        "dynamodb:Query on DossierTable",
        "dynamodb:Query on DossierTable/index/by_worklist",
        "kms:Decrypt on DataKey",
        "s3:GetObject on DocumentsBucket/documents/*",
    },
    "tracking/LookUp": {
        "dynamodb:BatchGetItem on DossierTable",
        "dynamodb:GetItem on ReferenceTable",
        "dynamodb:UpdateItem on DossierTable if dynamodb:LeadingKeys",
        "secretsmanager:GetSecretValue on IdentitySecret",
    },
    "tracking/Http": {
        "dynamodb:GetItem on DossierTable",
        "dynamodb:GetItem on ReferenceTable",
        "dynamodb:PutItem on DossierTable if dynamodb:Attributes",
        "dynamodb:Query on DossierTable",
        "dynamodb:Query on DossierTable/index/by_applicant",
        "dynamodb:Query on DossierTable/index/by_representative",
        "dynamodb:Query on MessagesTable",
        "dynamodb:Query on MessagesTable/index/by_list",
        "dynamodb:Query on RegisterTable",
        "kms:Decrypt on DataKey",
        "s3:GetObject on DocumentsBucket/documents/*",
        "secretsmanager:GetSecretValue on IdentitySecret",
    },
    "tracking/Register": {
        "dynamodb:UpdateItem on RegisterTable",
    },
    "tracking/SmsDoor": {
        "dynamodb:BatchGetItem on DossierTable",
        "dynamodb:GetItem on MessagesTable",
        "dynamodb:GetItem on ReferenceTable",
        "dynamodb:PutItem on MessagesTable",
        "dynamodb:UpdateItem on MessagesTable",
        "secretsmanager:GetSecretValue on IdentitySecret",
        "secretsmanager:GetSecretValue on MessagingSecret",
    },
    "tracking/SmsTopicReader": {
        "dynamodb:BatchGetItem on DossierTable",
        "dynamodb:GetItem on MessagesTable",
        "dynamodb:GetItem on ReferenceTable",
        "dynamodb:PutItem on MessagesTable",
        "dynamodb:UpdateItem on MessagesTable",
        "secretsmanager:GetSecretValue on IdentitySecret",
        "secretsmanager:GetSecretValue on MessagingSecret",
    },
    "tracking/Messages": {
        "dynamodb:GetItem on DossierTable",
        "dynamodb:GetItem on MessagesTable",
        "dynamodb:GetItem on ReferenceTable",
        "dynamodb:PutItem on MessagesTable",
        "kms:Decrypt on DataKey if kms:EncryptionContext:part",
        "secretsmanager:GetSecretValue on MessagingSecret",
    },
    "tracking/Receipts": {
        "dynamodb:GetItem on MessagesTable",
        "dynamodb:PutItem on MessagesTable",
        "secretsmanager:GetSecretValue on MessagingSecret",
    },
    "tracking/Resend": {
        "dynamodb:GetItem on DossierTable",
        "dynamodb:GetItem on MessagesTable",
        "dynamodb:GetItem on ReferenceTable",
        "dynamodb:PutItem on MessagesTable",
        "dynamodb:Query on MessagesTable/index/by_pending",
        "kms:Decrypt on DataKey if kms:EncryptionContext:part",
        "secretsmanager:GetSecretValue on MessagingSecret",
        "sqs:SendMessage on ScheduleFailures",
    },
    "tracking/Watch": {
        "dynamodb:GetItem on DossierTable",
        "dynamodb:GetItem on MessagesTable",
        "dynamodb:GetItem on ReferenceTable",
        "dynamodb:PutItem on DossierTable",
        "dynamodb:PutItem on MessagesTable",
        "dynamodb:PutItem on OutboxTable",
        "dynamodb:Query on MessagesTable/index/by_pending",
        "dynamodb:UpdateItem on MessagesTable",
        "kms:Decrypt on DataKey if kms:EncryptionContext:part",
        "secretsmanager:GetSecretValue on MessagingSecret",
        "sqs:SendMessage on ScheduleFailures",
    },
    "papers/Http": {
        "dynamodb:GetItem on DossierTable",
        "dynamodb:GetItem on PapersTable",
        "dynamodb:GetItem on ReferenceTable",
        "dynamodb:PutItem on DossierTable if dynamodb:Attributes",
        "dynamodb:PutItem on DossierTable if dynamodb:LeadingKeys",
        "dynamodb:PutItem on PapersTable",
        "dynamodb:Query on PapersTable",
        "kms:Decrypt on DataKey if kms:ViaService",
        "s3:GetObject on DocumentsBucket/papers/*",
        "sqs:SendMessage on RegisterJobs",
    },
    "papers/Render": {
        "dynamodb:GetItem on PapersTable",
        "dynamodb:GetItem on ReferenceTable",
        "dynamodb:PutItem on DossierTable if dynamodb:Attributes",
        "dynamodb:PutItem on PapersTable",
        "dynamodb:Query on DossierTable",
        "dynamodb:UpdateItem on PapersTable",
        "kms:Decrypt on DataKey",
        "kms:GenerateDataKey on DataKey",
        "s3:GetObject on DocumentsBucket/templates/papers/*",
        "s3:ListBucket on DocumentsBucket if s3:prefix",
        "s3:PutObject on DocumentsBucket/papers/*",
        "secretsmanager:GetSecretValue on IdentitySecret",
    },
    "papers/Registers": {
        "dynamodb:BatchGetItem on DossierTable",
        "dynamodb:GetItem on PapersTable",
        "dynamodb:GetItem on ReferenceTable",
        "dynamodb:PutItem on DossierTable if dynamodb:Attributes",
        "dynamodb:Query on PapersTable",
        "dynamodb:UpdateItem on PapersTable",
        "kms:Decrypt on DataKey",
        "kms:GenerateDataKey on DataKey",
        "s3:GetObject on DocumentsBucket/templates/papers/*",
        "s3:ListBucket on DocumentsBucket if s3:prefix",
        "s3:PutObject on DocumentsBucket/papers/*",
    },
    "reports/Http": {
        "dynamodb:BatchGetItem on ReportsTable",
        "dynamodb:BatchWriteItem on ReportsTable",
        "dynamodb:DeleteItem on ReportsTable",
        "dynamodb:GetItem on DossierTable if dynamodb:LeadingKeys",
        "dynamodb:GetItem on ReferenceTable",
        "dynamodb:GetItem on ReportsTable",
        "dynamodb:PutItem on DossierTable if dynamodb:LeadingKeys",
        "dynamodb:PutItem on ReportsTable",
        "dynamodb:Query on DossierTable/index/by_worklist",
        "dynamodb:Query on ReportsTable",
        "dynamodb:UpdateItem on ReportsTable",
        "kms:Decrypt on DataKey if kms:ViaService",
        "s3:GetObject on DocumentsBucket/reports/*",
        "sqs:SendMessage on RebuildSteps",
        "sqs:SendMessage on ReportJobs",
    },
    "reports/Count": {
        "dynamodb:GetItem on ReportsTable",
        "dynamodb:PutItem on ReportsTable",
        "dynamodb:UpdateItem on ReportsTable",
    },
    "reports/Make": {
        "dynamodb:BatchGetItem on ReportsTable",
        "dynamodb:BatchWriteItem on ReportsTable",
        "dynamodb:GetItem on ReferenceTable",
        "dynamodb:GetItem on ReportsTable",
        "dynamodb:PutItem on ReportsTable",
        "dynamodb:Query on ReportsTable",
        "dynamodb:UpdateItem on ReportsTable",
        "kms:Decrypt on DataKey if kms:ViaService",
        "kms:GenerateDataKey on DataKey if kms:ViaService",
        "s3:GetObject on DocumentsBucket/reports/*",
        "s3:PutObject on DocumentsBucket/reports/*",
        "secretsmanager:GetSecretValue on MessagingSecret",
    },
    "reports/Run": {
        "dynamodb:BatchGetItem on ReportsTable",
        "dynamodb:BatchWriteItem on ReportsTable",
        "dynamodb:DeleteItem on ReportsTable",
        "dynamodb:GetItem on ReferenceTable",
        "dynamodb:GetItem on ReportsTable",
        "dynamodb:PutItem on ReportsTable",
        "dynamodb:Query on ReportsTable",
        "dynamodb:UpdateItem on ReportsTable",
        "sqs:SendMessage on ReportJobs",
        "sqs:SendMessage on ScheduleFailures",
    },
    "reports/Refresh": {
        "dynamodb:BatchGetItem on ReportsTable",
        "dynamodb:BatchWriteItem on ReportsTable",
        "dynamodb:GetItem on ReferenceTable",
        "dynamodb:GetItem on ReportsTable",
        "dynamodb:PutItem on ReportsTable",
        "dynamodb:Query on ReportsTable",
        "dynamodb:UpdateItem on ReportsTable",
        "sqs:SendMessage on ScheduleFailures",
    },
    "reports/Rebuild": {
        "dynamodb:BatchGetItem on ReportsTable",
        "dynamodb:BatchWriteItem on ReportsTable",
        "dynamodb:GetItem on ReportsTable",
        "dynamodb:PutItem on ReportsTable",
        "dynamodb:Query on ReportsTable",
        "dynamodb:Scan on DossierTable",
        "dynamodb:Scan on ReportsTable",
        "dynamodb:UpdateItem on ReportsTable",
        "sqs:SendMessage on RebuildSteps",
    },
    "payments/Http": {
        "dynamodb:GetItem on DossierTable",
        "dynamodb:GetItem on PaymentsTable",
        "dynamodb:GetItem on ReferenceTable",
        "dynamodb:PutItem on PaymentsTable",
        "dynamodb:Query on PaymentsTable",
        "dynamodb:Query on PaymentsTable/index/by_payer",
        "secretsmanager:GetSecretValue on GatewaysSecret",
    },
    "payments/Notices": {
        "dynamodb:GetItem on DossierTable",
        "dynamodb:GetItem on PaymentsTable",
        "dynamodb:GetItem on ReferenceTable",
        "dynamodb:PutItem on DossierTable",
        "dynamodb:PutItem on OutboxTable",
        "dynamodb:PutItem on PaymentsTable",
        "secretsmanager:GetSecretValue on GatewaysSecret",
    },
    "payments/Counter": {
        "dynamodb:GetItem on DossierTable",
        "dynamodb:GetItem on PaymentsTable",
        "dynamodb:GetItem on ReferenceTable",
        "dynamodb:PutItem on DossierTable",
        "dynamodb:PutItem on OutboxTable",
        "dynamodb:PutItem on PaymentsTable",
        "dynamodb:Query on PaymentsTable",
        "secretsmanager:GetSecretValue on GatewaysSecret",
    },
    "payments/Orders": {
        "dynamodb:GetItem on DossierTable",
        "dynamodb:GetItem on PaymentsTable",
        "dynamodb:PutItem on PaymentsTable",
        "dynamodb:Query on PaymentsTable",
    },
    "payments/Reconciliation": {
        "dynamodb:GetItem on DossierTable if dynamodb:LeadingKeys",
        "dynamodb:GetItem on PaymentsTable",
        "dynamodb:GetItem on ReferenceTable",
        "dynamodb:PutItem on DossierTable if dynamodb:LeadingKeys",
        "dynamodb:PutItem on PaymentsTable",
        "dynamodb:Query on PaymentsTable",
        "dynamodb:Query on PaymentsTable/index/by_list",
    },
    "payments/Refunds": {
        "dynamodb:GetItem on DossierTable",
        "dynamodb:GetItem on PaymentsTable",
        "dynamodb:GetItem on ReferenceTable",
        "dynamodb:PutItem on DossierTable",
        "dynamodb:PutItem on OutboxTable",
        "dynamodb:PutItem on PaymentsTable",
        "dynamodb:Query on PaymentsTable",
        "dynamodb:Query on PaymentsTable/index/by_list",
        "secretsmanager:GetSecretValue on GatewaysSecret",
    },
    "payments/Sweep": {
        "dynamodb:GetItem on DossierTable",
        "dynamodb:GetItem on PaymentsTable",
        "dynamodb:GetItem on ReferenceTable",
        "dynamodb:PutItem on DossierTable",
        "dynamodb:PutItem on OutboxTable",
        "dynamodb:PutItem on PaymentsTable",
        "dynamodb:Query on PaymentsTable",
        "dynamodb:Query on PaymentsTable/index/by_pending",
        "secretsmanager:GetSecretValue on GatewaysSecret",
        "sqs:SendMessage on SweepFailures",
    },
}


def granted(function: Function) -> set[str]:
    """``<action> on <resource>`` for every right, with ``if <key>`` where a condition narrows it."""
    return {
        f"{action} on {_short(resource)}{_narrowed(statement)}"
        for statement in function.statements()
        for action in _listed(statement["Action"])
        for resource in _listed(statement["Resource"])
    }


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _narrowed(statement: dict[str, Any]) -> str:
    keys = [key for test in statement.get("Condition", {}).values() for key in test]
    return f" if {', '.join(sorted(keys))}" if keys else ""


def _short(resource: Any) -> str:
    """The logical name of a resource and what below it: ``DossierTable/index/by_worklist``."""
    if isinstance(resource, str):
        return resource
    ((kind, value),) = resource.items()
    text = value[0] if kind == "Fn::GetAtt" else str(value)
    named = re.search(r"\$\{(?!AWS::)(\w+)(?:\.Arn)?\}(.*)$", text)
    return named[1] + named[2] if named else text


@pytest.mark.parametrize("function", functions(), ids=lambda f: f.name)
def test_a_function_has_exactly_the_rights_written_here(function: Function) -> None:
    assert granted(function) == RIGHTS[function.name]


def test_no_right_is_written_for_a_function_that_is_gone() -> None:
    assert set(RIGHTS) == {function.name for function in functions()}


def test_no_function_may_do_anything_at_all_or_to_everything() -> None:
    rights = [(f.name, right) for f in functions() for right in granted(f)]
    assert [r for r in rights if re.match(r"[\w-]*:?\*", r[1]) or r[1].endswith(" on *")] == []


def test_every_statement_allows_and_says_what_for() -> None:
    for function in functions():
        for statement in function.statements():
            assert statement["Effect"] == "Allow" and statement["Sid"], function.name


def test_no_function_takes_over_a_whole_role_or_managed_policy() -> None:
    borrowed = [f.name for f in functions() if "Role" in f.properties]
    managed = [f.name for f in functions() if any(isinstance(p, str) for p in _policies(f))]
    assert borrowed + managed == []


def _policies(function: Function) -> list[Any]:
    return _listed(function.properties["Policies"])


def test_only_the_sweep_and_a_rebuild_scan() -> None:
    """Never a scan on a request path."""
    scanning = {f.name for f in functions() for right in granted(f) if ":Scan " in right}
    assert scanning == {"platform/Sweep", "reports/Rebuild"}


def test_only_intake_seals_and_only_readers_open_personal_data() -> None:
    sealing = {f.name for f in functions() for right in granted(f) if right.startswith("kms:Enc")}
    assert sealing == {"intake/Http"}
