"""Which REST API answers for a service: read from its stack's outputs, and read again."""

from collections.abc import Callable
from dataclasses import dataclass, field

from infra.local.deploy import stack_outputs
from infra.local.endpoint import Endpoint
from infra.local.settings import LOCAL_STAGE, LocalError

API_STAGE = "api"


@dataclass(slots=True)
class Routes:
    """API ids by service. A deployment that changes routes makes a new API, so ids are only
    remembered until one answers 404."""

    endpoint: Endpoint
    stage: str = LOCAL_STAGE
    look_up: Callable[[Endpoint, str], dict[str, str]] = stack_outputs
    _known: dict[str, str] = field(default_factory=dict)

    def url(self, service: str, path: str) -> str | None:
        """The URL of a path of a service's API, or None if there is no such service."""
        api_id = self._known.get(service) or self.refresh(service)
        if api_id is None:
            return None
        return f"{self.endpoint.url}/restapis/{api_id}/{API_STAGE}/_user_request_{path}"

    def refresh(self, service: str) -> str | None:
        """Read the service's API id again; returns it."""
        try:
            outputs = self.look_up(self.endpoint, f"motcua-{self.stage}-{service}")
            self._known[service] = outputs["ApiId"]
        except (LocalError, KeyError):
            self._known.pop(service, None)
        return self._known.get(service)

    def moved(self, service: str) -> bool:
        """Whether the service's API has another id than remembered; remembers the new one."""
        before = self._known.get(service)
        return self.refresh(service) not in (before, None)
