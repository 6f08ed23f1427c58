"""AWS clients: each made once, when it is first used. Nothing else in the code makes a client.

Plain botocore sessions, not boto3: half the import. A local cloud is found by ``AWS_ENDPOINT_URL``.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

import botocore.session
from botocore.client import BaseClient
from botocore.config import Config

if TYPE_CHECKING:
    from mypy_boto3_events import EventBridgeClient
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_secretsmanager import SecretsManagerClient
    from mypy_boto3_sqs import SQSClient

_CONFIG = Config(
    retries={"mode": "standard", "max_attempts": 3},
    connect_timeout=3,
    read_timeout=10,
    user_agent="motcua",  # botocore puts its own together twice a call: a quarter of its CPU
)


@cache
def _session() -> botocore.session.Session:
    return botocore.session.get_session()


@cache
def dynamodb() -> BaseClient:
    """DynamoDB, for PynamoDB, which validates parameters itself."""
    return _session().create_client(
        "dynamodb", config=_CONFIG.merge(Config(parameter_validation=False))
    )


@cache
def events() -> EventBridgeClient:
    """EventBridge."""
    return cast("EventBridgeClient", _session().create_client("events", config=_CONFIG))


@cache
def kms() -> KMSClient:
    """Key management."""
    return cast("KMSClient", _session().create_client("kms", config=_CONFIG))


@cache
def s3() -> S3Client:
    """Document storage; path-style addresses and v4 signatures, as local clouds need too."""
    config = _CONFIG.merge(Config(signature_version="s3v4", s3={"addressing_style": "path"}))
    return cast("S3Client", _session().create_client("s3", config=config))


@cache
def secrets() -> SecretsManagerClient:
    """Secrets."""
    return cast("SecretsManagerClient", _session().create_client("secretsmanager", config=_CONFIG))


@cache
def sqs() -> SQSClient:
    """Queues."""
    return cast("SQSClient", _session().create_client("sqs", config=_CONFIG))


def forget_clients() -> None:
    """Drop every client, for tests that change the endpoint."""
    for client in (_session, dynamodb, events, kms, s3, secrets, sqs):
        client.cache_clear()
