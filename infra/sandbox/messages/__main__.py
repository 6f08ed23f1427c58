"""Run it all: `python -m infra.sandbox.messages --port 8092 --mail-port 8093 --callback … `."""

import argparse
from pathlib import Path

from infra.local.lifeline import stop_with_parent
from infra.sandbox.messages.server import address, messages_server
from infra.sandbox.messages.settings import Settings


def parser() -> argparse.ArgumentParser:
    usual = Settings("")
    options = argparse.ArgumentParser(description=__doc__)
    add = options.add_argument
    add("--port", type=int, required=True)
    add("--mail-port", type=int, required=True)
    add("--callback", default="", help="where SMS to the system are brought")
    add("--speedsms-webhook", default="", help="where SpeedSMS sends its receipts")
    add("--topic", default="", help="ARN of the SNS topic of AWS two-way SMS")
    add("--endpoint", default="", help="host:port of the cloud with the topic")
    add("--receipt-delay", type=float, default=usual.receipt_delay, help="seconds")
    add("--retry-every", type=float, default=usual.retry_every, help="seconds")
    add("--retries", type=int, default=usual.retries)
    add("--ledger-file", type=Path, help="keep the messages in this JSON file")
    return options


def main() -> None:
    asked = vars(parser().parse_args())
    port = asked.pop("port")
    settings = Settings(address(port), **asked)
    server = messages_server(settings, port)
    stop_with_parent()
    print(f"SMS are taken at {settings.base_url}, mail at port {settings.mail_port}", flush=True)
    server.run()


if __name__ == "__main__":
    main()
