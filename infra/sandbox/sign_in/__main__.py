"""Run the sandbox's sign-in: `python -m infra.sandbox.sign_in --port 8090 --key-file …`."""

import argparse
import signal
import sys
from pathlib import Path

from infra.local.lifeline import stop_with_parent
from infra.sandbox.sign_in.provider import TOKEN_LIFETIME
from infra.sandbox.sign_in.server import provider_server


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--key-file", type=Path, required=True)
    parser.add_argument("--token-lifetime", type=int, default=TOKEN_LIFETIME, help="seconds")
    asked = parser.parse_args()
    server, issuer = provider_server(asked.port, asked.key_file, asked.token_lifetime)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    stop_with_parent()
    print(f"Sign-in answers at {issuer}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
