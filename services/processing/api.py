"""The API that both halves of the service, moves and reading, declare their routes on."""

from __future__ import annotations

from typing import Final

from shared.web.api import Api

api: Final = Api("processing", title="Processing", title_vi="Xử lý hồ sơ")
DOSSIER: Final = "/processing/dossiers/{dossier_id}"
