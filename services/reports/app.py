"""Reports (báo cáo, thống kê): what happened to dossiers, counted, reported and shown.

Reports are made elsewhere; here they are asked for, listed and fetched.
"""

from __future__ import annotations

from pathlib import Path

from services.reports.boards import routes as boards
from services.reports.making import routes as making
from services.reports.making import subscription_routes
from services.reports.rebuilding import routes as rebuilding
from shared.web.api import Api

api = Api("reports", title="Reports", title_vi="Báo cáo, thống kê")
app = api.app

for part in (boards, making, subscription_routes, rebuilding):
    part.declare(api)
api.serve_openapi(Path(__file__).with_name("openapi.json"))
