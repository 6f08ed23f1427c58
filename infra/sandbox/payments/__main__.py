"""Run both gateways: `python -m infra.sandbox.payments --port 8091 --callback-vnpay … `."""

import argparse
from pathlib import Path

from infra.local.lifeline import stop_with_parent
from infra.sandbox.payments.server import address, payments_server
from infra.sandbox.payments.settings import Settings


def parser() -> argparse.ArgumentParser:
    usual = Settings("")
    options = argparse.ArgumentParser(description=__doc__)
    add = options.add_argument
    add("--port", type=int, required=True)
    add("--callback-national", default="", help="where CONFIRM is sent")
    add("--callback-vnpay", default="", help="where the IPN is sent")
    add("--return-national", default="", help="where the national platform's page goes back to")
    add("--partner", default=usual.partner, help="MaDoiTac")
    add("--secret-national", default=usual.secret_national)
    add("--confirm-type", default=usual.confirm_type, help="LoaiBanTin of CONFIRM")
    add("--terminal", default=usual.terminal, help="vnp_TmnCode")
    add("--secret-vnpay", default=usual.secret_vnpay)
    add("--retry-every", type=float, default=usual.retry_every, help="seconds")
    add("--retries", type=int, default=usual.retries)
    add("--ledger-file", type=Path, help="keep the ledger in this JSON file")
    return options


def main() -> None:
    asked = vars(parser().parse_args())
    port = asked.pop("port")
    base_url = address(port)
    server = payments_server(Settings(base_url, **asked), port)
    stop_with_parent()
    print(f"The payment gateways answer at {base_url}", flush=True)
    server.run()


if __name__ == "__main__":
    main()
