"""A whole system on this machine: sandbox, cloud and edge, started together, stopped in order.

with local_cloud(tmp_path) as cloud:
    cloud.deploy()
    httpx.get(f"{cloud.url}/api/catalogue/procedures")
    token = cloud.token("citizen-1")
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from infra.local.child import Child
from infra.local.deploy import Deployer
from infra.local.endpoint import Endpoint
from infra.local.ministack import start_ministack
from infra.local.ports import FREE, Ports, free_port
from infra.local.running import Running, sandbox_parameters
from infra.local.settings import (
    HOST,
    LOCAL_STAGE,
    ROOT,
    Place,
    clean_environment,
    external_cloud,
)
from infra.local.sign_in_client import sign_in
from infra.local.stacks import choose_stacks, find_stacks

ACCOUNT = "000000000000"
RECEIPTS_TOKEN = "sandbox-receipts-token"  # noqa: S105


@dataclass(slots=True)
class Cloud:
    """A running system. `url` is its edge, `endpoint` its cloud.

    `issuer` is the sandbox's sign-in, `payments` its payment gateways, `messages` its SMS
    aggregators, and `mail_port` where it takes e-mail.
    """

    place: Place
    stage: str = LOCAL_STAGE
    url: str = ""
    issuer: str = ""
    payments: str = ""
    messages: str = ""
    mail_port: int = 0
    endpoint: Endpoint = field(default_factory=lambda: Endpoint(HOST, 0))
    children: dict[str, Child] = field(default_factory=dict)
    _tokens: dict[str, str] = field(default_factory=dict)

    def client(self, service: str) -> Any:
        """A boto3 client of the cloud, e.g. `cloud.client("dynamodb")`."""
        return self.endpoint.client(service)

    def token(self, account: str) -> str:
        """The access token of a demo account, e.g. `citizen-1`; signs in once for each."""
        if account not in self._tokens:
            self._tokens[account] = sign_in(self.issuer, account)
        return self._tokens[account]

    def deploy(self, *names: str, by_sam: bool = False) -> list[str]:
        """Deploy the named stacks, or all; returns the names of those that had changed."""
        given = sandbox_parameters(self.running())
        deployer = Deployer(self.endpoint, self.stage, given, by_sam)
        return deployer.deploy(choose_stacks(find_stacks(), names))

    def outputs(self, name: str) -> dict[str, str]:
        """The outputs of a stack, e.g. `cloud.outputs("platform")`."""
        return Deployer(self.endpoint, self.stage).outputs(name)

    def running(self) -> Running:
        """What other commands need to know of this system."""
        pids = {name: child.process.pid for name, child in self.children.items()}
        return Running(
            edge_url=self.url,
            ministack_url=self.endpoint.url,
            issuer=self.issuer,
            payments_url=self.payments,
            messages_url=self.messages,
            mail_port=self.mail_port,
            pids=pids,
            stage=self.stage,
        )

    def start_sign_in(self, port: int, token_lifetime: int | None = None) -> None:
        """Start the sandbox's OpenID Connect provider; its signing key is kept in the folder."""
        port = port or free_port()
        self.issuer = f"http://{HOST}:{port}"
        lifetime = () if token_lifetime is None else ("--token-lifetime", str(token_lifetime))
        options = ("--port", str(port), "--key-file", self.place.sign_in_key, *lifetime)
        child = self._start("sign-in", "infra.sandbox.sign_in", *options)
        child.wait_until_ready(f"{self.issuer}/.well-known/openid-configuration")

    def start_cloud(self, port: int) -> None:
        """Start MiniStack, or connect to the cloud the environment names."""
        if (address := external_cloud()) is not None:
            self.endpoint = Endpoint.parse(address)
            return
        child, self.endpoint = start_ministack(self.place, port or free_port())
        self.children["cloud"] = child

    def start_edge(self, port: int, messages_port: int) -> None:
        """Start the edge in front of the services, deployed or not yet.

        It links to the page of messages, which answers at `messages_port` a moment later.
        """
        port = port or free_port()
        self.url = f"http://{HOST}:{port}"
        self.messages = f"http://{HOST}:{messages_port or free_port()}"
        child = self._start(
            "edge",
            "infra.local.edge",
            *("--port", str(port), "--cloud", self.endpoint.address, "--stage", self.stage),
            *("--issuer", self.issuer, "--messages", self.messages),
        )
        child.wait_until_ready(f"{self.url}/health")

    def start_payments(self, port: int) -> None:
        """Start the sandbox's payment gateways, which confirm to the edge."""
        port = port or free_port()
        self.payments = f"http://{HOST}:{port}"
        api = f"{self.url}/api/payments"
        child = self._start(
            "payments",
            "infra.sandbox.payments",
            *("--port", str(port), "--ledger-file", self.place.payments_ledger),
            *("--callback-vnpay", f"{api}/ipn/vnpay"),
            *("--callback-national", f"{api}/ipn/national"),
            *("--return-national", f"{api}/return/national"),
        )
        child.wait_until_ready(f"{self.payments}/control/payments")

    def start_messages(self, mail_port: int) -> None:
        """Start the sandbox's SMS aggregators and mail sink, which bring SMS to the edge."""
        self.mail_port = mail_port or free_port()
        api = f"{self.url}/api/tracking/sms"
        child = self._start(
            "messages",
            "infra.sandbox.messages",
            *("--port", self.messages.rpartition(":")[2], "--mail-port", str(self.mail_port)),
            *("--ledger-file", self.place.messages_ledger),
            *("--callback", f"{api}/inbound"),
            *("--speedsms-webhook", f"{api}/receipts/speedsms/{RECEIPTS_TOKEN}"),
            *("--topic", self._sms_topic(), "--endpoint", self.endpoint.address),
        )
        child.wait_until_ready(f"{self.messages}/control/messages")

    def restart_cloud(self) -> None:
        """Stop MiniStack, which writes its state, and start it again with that state."""
        self.children.pop("cloud").stop()
        self.start_cloud(self.endpoint.port)

    def stop(self) -> None:
        """Stop what was started: the edge first, so that nothing is cut off half-way."""
        for name in ("messages", "payments", "edge", "cloud", "sign-in"):
            if (child := self.children.pop(name, None)) is not None:
                child.stop()

    def _sms_topic(self) -> str:
        """The ARN of tracking's topic of two-way SMS, deployed or not yet."""
        return f"arn:aws:sns:{self.endpoint.region}:{ACCOUNT}:motcua-{self.stage}-tracking-sms"

    def _start(self, name: str, module: str, *options: str | Path) -> Child:
        """Start one of our own servers and keep it at once, so that it is stopped in any case."""
        command = (sys.executable, "-m", module, *options)
        log = self.place.logs / f"{name}.log"
        environment = clean_environment()
        child = Child.start(name, command, log=log, environment=environment, folder=ROOT)
        self.children[name] = child
        return child


@contextmanager
def local_cloud(
    folder: Path, ports: Ports = FREE, stage: str = LOCAL_STAGE, token_lifetime: int | None = None
) -> Iterator[Cloud]:
    """Start a system whose data lies in `folder`, nothing deployed; stop it at the block's end.

    The data is found again by the next system started on the same folder. Port 0 is any free one.
    `token_lifetime` is in seconds. With LOCALSTACK_HOST or EXTERNAL_CLOUD set, that cloud is used
    and only sandbox and edge are started.
    """
    cloud = Cloud(Place(folder), stage)
    try:
        cloud.start_sign_in(ports.sign_in, token_lifetime)
        cloud.start_cloud(ports.cloud)
        cloud.start_edge(ports.edge, ports.messages)
        cloud.start_payments(ports.payments)
        cloud.start_messages(ports.mail)
        yield cloud
    finally:
        cloud.stop()
