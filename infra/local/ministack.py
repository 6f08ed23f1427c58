"""MiniStack, the cloud on this machine: started with kept state, stopped so that it keeps it."""

import shutil

from infra.local.child import Child
from infra.local.endpoint import Endpoint
from infra.local.settings import HOST, LOCAL, ROOT, Place, clean_environment

PYTHON = LOCAL / "ministack" / "bin" / "python"
LAUNCHER = ROOT / "infra" / "local" / "launcher.py"


def start_ministack(place: Place, port: int) -> tuple[Child, Endpoint]:
    """Start MiniStack on `port` with the state found at `place` and wait until it is ready.

    Stopping it writes the state back; ending it the hard way loses what changed since it started.
    """
    endpoint = Endpoint(HOST, port)
    shutil.rmtree(place.temporary, ignore_errors=True)
    for folder in (place.temporary, place.state, place.objects):
        folder.mkdir(parents=True, exist_ok=True)
    child = Child.start(
        "MiniStack",
        (PYTHON, "-P", LAUNCHER),  # -P: this folder must not hide the package of MiniStack
        log=place.logs / "ministack.log",
        environment=_environment(place, endpoint),
        folder=place.temporary,
    )
    try:
        child.wait_until_ready(f"{endpoint.url}/_ministack/ready")
    except BaseException:
        child.stop()
        raise
    return child, endpoint


def _environment(place: Place, endpoint: Endpoint) -> dict[str, str]:
    return clean_environment(
        BIND_HOST=HOST,
        GATEWAY_PORT=str(endpoint.port),
        EDGE_PORT=str(endpoint.port),
        MINISTACK_REGION=endpoint.region,
        AWS_DEFAULT_REGION=endpoint.region,
        PERSIST_STATE="1",
        S3_PERSIST="1",
        STATE_DIR=str(place.state),
        S3_DATA_DIR=str(place.objects),
        TMPDIR=str(place.temporary),
        IOT_MTLS_ENABLED="0",
        SFTP_ENABLED="0",
    )
