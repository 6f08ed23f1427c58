"""Publish the portal on AWS: `make publish STAGE=<stage> [REGION=…]`, after `make deploy`.

The edge's stack (a bucket, CloudFront and its rules) gets the addresses of the services' APIs and
the parameters in the environment (`PARAMETER_DomainName`, `PARAMETER_CertificateArn`,
`PARAMETER_Issuer`); then the built pages go into its bucket. Pages that are open keep working: what
they may still load stays there, and the entry page comes last.
"""

import argparse
import json
import mimetypes
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from infra.local import portal_build, sam
from infra.local.deploy import aws_parameters, outputs_of, tell
from infra.local.portal import ALWAYS_ASK, BUILT, ENTRY, FOREVER, settings_of
from infra.local.settings import DEFAULT_REGION, LOCAL_STAGE, ROOT, LocalError
from infra.local.stacks import PLATFORM, find_stacks
from infra.local.templates import load_template, parameter_overrides

if TYPE_CHECKING:
    from mypy_boto3_s3.client import S3Client

TEMPLATE = ROOT / "infra" / "edge.yaml"
CONFIG = "config.json"
NEEDED = ("DomainName", "CertificateArn", "Issuer")
Outputs = Callable[[str], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class File:
    """One object of the bucket: its key, what is in it and how long it is kept."""

    key: str
    content: bytes
    media_type: str
    cache: str


def edge_parameters(stage: str, given: Mapping[str, str], outputs: Outputs) -> dict[str, str]:
    """The edge's template parameters; `outputs` are those of a stack, by its name.

    Raises LocalError for a parameter that nobody named.
    """
    if missing := [name for name in NEEDED if not given.get(name)]:
        raise LocalError(f"Please set PARAMETER_{missing[0]}.")
    apis = {
        f"{stack.name.capitalize()}Api": outputs(stack.stack_name(stage))["ApiId"]
        for stack in find_stacks()
        if stack.name != PLATFORM
    }
    origin = urlsplit(given["Issuer"])
    known = {**given, **apis, "Issuer": f"{origin.scheme}://{origin.netloc}"}
    return parameter_overrides(load_template(TEMPLATE), stage, known)


def files(given: Mapping[str, str], built: Path = BUILT) -> Iterator[File]:
    """Everything to upload, the entry page last; scripts and styles are kept for ever."""
    settings = json.dumps(settings_of(given["Issuer"], given)).encode()
    yield File(CONFIG, settings, "application/json", ALWAYS_ASK)
    paths = sorted(path for path in built.rglob("*") if path.is_file())
    for path in sorted(paths, key=lambda path: path.name == ENTRY):
        key = path.relative_to(built).as_posix()
        if not key.startswith("."):
            cache = FOREVER if key.startswith("assets/") else ALWAYS_ASK
            yield File(key, path.read_bytes(), _media_type(path), cache)


def upload(store: "S3Client", bucket: str, found: Iterator[File]) -> int:
    """Put the files into the bucket; returns how many."""
    sent = 0
    for file in found:
        store.put_object(
            Bucket=bucket,
            Key=file.key,
            Body=file.content,
            ContentType=file.media_type,
            CacheControl=file.cache,
        )
        sent += 1
    return sent


def publish(stage: str, region: str) -> None:
    """Deploy the edge and upload the pages, with the credentials of this terminal."""
    given = aws_parameters()
    session = boto3.Session(region_name=region)
    outputs = partial(outputs_of, session.client("cloudformation"))
    name, parameters = f"motcua-{stage}-edge", edge_parameters(stage, given, outputs)
    portal_build.build()
    tell(f"Deploying {name} to {region}: CloudFront takes some minutes")
    sam.deploy(TEMPLATE, name, parameters, os.environ, "--region", region)
    edge = outputs(name)
    sent = upload(session.client("s3"), edge["PortalBucket"], files(given))
    tell(f"Published {sent} files. https://{given['DomainName']} is a CNAME of {edge['Target']}.")


def _media_type(path: Path) -> str:
    guessed, _ = mimetypes.guess_type(path.name)
    return guessed or "application/octet-stream"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stage", default=LOCAL_STAGE)
    parser.add_argument("--region", default=DEFAULT_REGION)
    asked = parser.parse_args()
    try:
        if asked.stage == LOCAL_STAGE:
            raise LocalError("On this machine `make run` serves the portal: name a STAGE on AWS.")
        publish(asked.stage, asked.region)
    except (LocalError, BotoCoreError, ClientError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
