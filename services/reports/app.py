"""Reports (báo cáo, thống kê): counters of what happened to dossiers, and how they are proved."""

from __future__ import annotations

from pathlib import Path

from services.reports.rebuilding import routes
from shared.web.api import Api

api = Api("reports", title="Reports", title_vi="Báo cáo, thống kê")
app = api.app

routes.declare(api)
api.serve_openapi(Path(__file__).with_name("openapi.json"))
