"""Processing (xử lý hồ sơ): the officer's side of a dossier's life."""

from __future__ import annotations

from pathlib import Path

from services.processing import moves, reading
from services.processing.api import api

__all__ = ["api", "app", "moves", "reading"]

api.serve_openapi(Path(__file__).with_name("openapi.json"))
app = api.app
