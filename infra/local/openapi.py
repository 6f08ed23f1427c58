"""`make openapi`: write what is generated from the code, so that a change shows in its diff.

Every service's `openapi.json`, and the schema of the events on the bus.
"""

import importlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from infra.local.settings import ROOT
from shared.dossier import event_schema
from shared.web.api import Api
from shared.web.openapi import document

EVENTS = ROOT / "shared" / "dossier" / "schemas" / "events.json"


def service_api(folder: Path) -> Api:
    """The API that a service's folder declares."""
    found: Api = importlib.import_module(f"services.{folder.name}.app").api
    return found


def generated() -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every generated file and what it should hold."""
    for module in sorted(ROOT.glob("services/*/app.py")):
        yield module.with_name("openapi.json"), document(service_api(module.parent))
    yield EVENTS, event_schema.document()


def as_text(content: dict[str, Any]) -> str:
    """The content as committed: indented, in the order of declaration, one final newline."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def main() -> None:
    for file, content in generated():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(as_text(content), encoding="utf-8")
        print(f"Wrote {file.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
