"""A LocalStack-compatible cloud, and clients that speak to it."""

# localstack-client has no types.
# mypy: disallow-untyped-calls=False

from dataclasses import dataclass
from typing import Any, Self

from localstack_client.session import Session

from infra.local.settings import DEFAULT_REGION, clean_environment


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the local cloud answers."""

    host: str
    port: int
    region: str = DEFAULT_REGION

    @classmethod
    def parse(cls, address: str) -> Self:
        """From `host:port`."""
        host, _, port = address.partition(":")
        return cls(host, int(port))

    @property
    def address(self) -> str:
        return f"{self.host}:{self.port}"

    @property
    def url(self) -> str:
        return f"http://{self.address}"

    def client(self, service: str) -> Any:
        """A boto3 client of this cloud, e.g. `endpoint.client("dynamodb")`."""
        session = Session(region_name=self.region, localstack_host=self.address)
        return session.client(service)

    def environment(self) -> dict[str, str]:
        """The environment in which AWS's own tools speak to this cloud and to no other."""
        return clean_environment(
            AWS_ENDPOINT_URL=self.url,
            AWS_ACCESS_KEY_ID="test",
            AWS_SECRET_ACCESS_KEY="test",  # noqa: S106
            AWS_DEFAULT_REGION=self.region,
            AWS_REGION=self.region,
            AWS_EC2_METADATA_DISABLED="true",
        )
