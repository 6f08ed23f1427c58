"""The short way onto the local cloud: package a built template and give it to CloudFormation.

`sam deploy` takes seconds a stack; this takes a fraction of one, which tests need. The template
and the artefacts are the same: the cloud itself does SAM's transform.
"""

import hashlib
import json
import time
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from infra.local.endpoint import Endpoint
from infra.local.settings import LocalError
from infra.local.templates import code_folders, load_template

BUCKET = "motcua-artefacts"
CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]
EPOCH = (1980, 1, 1, 0, 0, 0)
POLL = 0.1  # seconds
PATIENCE = 180  # seconds


def make_bucket(endpoint: Endpoint) -> None:
    """Make the bucket for artefacts if it is not there."""
    location = {"LocationConstraint": endpoint.region}
    try:
        endpoint.client("s3").create_bucket(Bucket=BUCKET, CreateBucketConfiguration=location)
    except ClientError as error:
        if error.response["Error"]["Code"] != "BucketAlreadyOwnedByYou":
            raise


def archive(folder: Path) -> bytes:
    """A folder as a zip file, uncompressed for speed, that depends on its content alone."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(str(path.relative_to(folder)), EPOCH)
                entry.external_attr = path.stat().st_mode << 16
                file.writestr(entry, path.read_bytes())
    return packed.getvalue()


def package(endpoint: Endpoint, built: Path) -> dict[str, Any]:
    """Upload the artefacts of a built template; returns the template that refers to them."""
    make_bucket(endpoint)
    storage = endpoint.client("s3")
    template = load_template(built)
    for properties, name in code_folders(template):
        content = archive(built.parent / properties[name])
        key = f"{hashlib.sha256(content).hexdigest()}.zip"
        storage.put_object(Bucket=BUCKET, Key=key, Body=content)
        properties[name] = f"s3://{BUCKET}/{key}"
    return template


def apply_template(
    endpoint: Endpoint, stack_name: str, template: Mapping[str, Any], overrides: Mapping[str, str]
) -> None:
    """Create or update a stack and wait. Raises LocalError with the reasons if that fails."""
    formation = endpoint.client("cloudformation")
    request = {
        "StackName": stack_name,
        "TemplateBody": json.dumps(template, default=str),
        "Capabilities": CAPABILITIES,
        "Parameters": [
            {"ParameterKey": key, "ParameterValue": setting} for key, setting in overrides.items()
        ],
    }
    try:
        if stack_status(endpoint, stack_name) is None:
            formation.create_stack(**request)
        else:
            formation.update_stack(**request)
    except ClientError as error:
        if "No updates are to be performed" in str(error):
            return
        raise
    _wait(endpoint, stack_name)


def stack_status(endpoint: Endpoint, stack_name: str) -> str | None:
    """CloudFormation's word for the stack's state, or None if there is no such stack."""
    try:
        found = endpoint.client("cloudformation").describe_stacks(StackName=stack_name)
    except ClientError as error:
        if "does not exist" in str(error):
            return None
        raise
    return str(found["Stacks"][0]["StackStatus"])


def _wait(endpoint: Endpoint, stack_name: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while (status := stack_status(endpoint, stack_name) or "").endswith("_IN_PROGRESS"):
        if time.monotonic() > deadline:
            raise LocalError(f"{stack_name} is still {status} after {PATIENCE} s.")
        time.sleep(POLL)
    if status not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
        raise LocalError(f"{stack_name} ended {status}: {_reasons(endpoint, stack_name)}")


def _reasons(endpoint: Endpoint, stack_name: str) -> str:
    formation = endpoint.client("cloudformation")
    events = formation.describe_stack_events(StackName=stack_name)["StackEvents"]
    failed = (event for event in events if event["ResourceStatus"].endswith("_FAILED"))
    told = (
        f"{event['LogicalResourceId']}: {event.get('ResourceStatusReason')}" for event in failed
    )
    return "; ".join(told)
