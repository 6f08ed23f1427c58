"""Start MiniStack with two of its gaps filled. Runs as a script in MiniStack's own environment.

- Gateway responses: it imports an API's paths and authorizers but drops
  `x-amazon-apigateway-gateway-responses`, so that the refusals API Gateway makes by itself (401,
  403, 429) would not be problem details here as they are on AWS.
- Streams after a restart: it forgets a table's stream records but remembers how many a function
  had read, and would pass over as many new ones.
"""

import importlib
import runpy
from pathlib import Path
from typing import Any

gateway: Any = importlib.import_module("ministack.services.apigateway_v1")
functions: Any = importlib.import_module("ministack.services.lambda_svc")
import_rest_api = gateway._import_rest_api
restore_positions = functions._restore_esm_positions


def import_with_gateway_responses(spec: dict[str, Any], base: dict[str, Any] | None = None) -> str:
    """Import an API as MiniStack does, then its gateway responses."""
    api_id: str = import_rest_api(spec, base)
    for kind, response in (spec.get("x-amazon-apigateway-gateway-responses") or {}).items():
        customised = {name: setting for name, setting in response.items() if setting is not None}
        status = gateway._put_gateway_response(api_id, kind, customised)[0]
        if status >= 400:
            raise ValueError(f"Gateway response {kind} was refused with {status}")
    return api_id


def restore_without_table_streams(store: Any, positions: Any) -> None:
    """Restore read positions, but not into table streams: those begin anew."""
    if store is not functions._dynamodb_stream_positions:
        restore_positions(store, positions)


if __name__ == "__main__":
    gateway._import_rest_api = import_with_gateway_responses
    functions._restore_esm_positions = restore_without_table_streams
    runpy.run_path(str(Path(__file__).with_name("lifeline.py")))["stop_with_parent"]()
    importlib.import_module("ministack.app").main()
