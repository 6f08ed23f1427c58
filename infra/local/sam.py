"""AWS SAM CLI: build and deploy the templates."""

import fcntl
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from infra.local.settings import LOCAL, ROOT, LocalError
from infra.local.stacks import Stack, content_hash

SAM = LOCAL / "sam" / "bin" / "sam"
UV_FOLDER = LOCAL / "bootstrap" / "bin"
AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Build:
    """How artefacts are made: for which machine the layer's packages are chosen."""

    name: str
    layer_flags: str

    def folder(self, stack: Stack) -> Path:
        return LOCAL / "build" / self.name / stack.name

    def template(self, stack: Stack) -> Path:
        return self.folder(stack) / "template.yaml"


# The local cloud runs functions on this machine's Python; Lambda runs them on its own.
LOCAL_BUILD = Build("local", f"--python {LOCAL / 'ministack' / 'bin' / 'python'}")
AWS_BUILD = Build(
    "aws",
    "--python-platform x86_64-manylinux_2_28 --python-version 3.13 --only-binary :all:",
)


def build(stack: Stack, how: Build = LOCAL_BUILD) -> Path:
    """Build a stack's artefacts unless that was done already; returns the built template."""
    folder = how.folder(stack)
    folder.parent.mkdir(parents=True, exist_ok=True)
    stamp = folder.with_suffix(".stamp")
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = content_hash(stack)
        if not stamp.exists() or stamp.read_text() != wanted:
            stamp.unlink(missing_ok=True)
            command = ("build", "--build-in-source", "--template-file", stack.template)
            settings = {"LAYER_UV_FLAGS": how.layer_flags}
            run_sam(*command, "--build-dir", folder, environment={**os.environ, **settings})
            stamp.write_text(wanted)
    return how.template(stack)


def deploy(
    template: Path,
    stack_name: str,
    overrides: Mapping[str, str],
    environment: Mapping[str, str],
    *target: str,
) -> None:
    """`sam deploy` of a built template; `target` says where to (bucket, region)."""
    given = [f"ParameterKey={key},ParameterValue={setting}" for key, setting in overrides.items()]
    run_sam(
        "deploy",
        *("--template-file", template, "--stack-name", stack_name),
        *("--capabilities", "CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"),
        *("--no-fail-on-empty-changeset", "--no-confirm-changeset", "--no-progressbar"),
        *target,
        *(("--parameter-overrides", *given) if given else ()),
        environment=environment,
    )


def run_sam(*command: str | Path, environment: Mapping[str, str]) -> None:
    """Run SAM CLI quietly. Raises LocalError with all it said when it fails."""
    settings = {
        "SAM_CLI_TELEMETRY": "0",
        "__SAM_CLI_APP_DIR": str(LOCAL / "sam-settings"),
        "PATH": f"{UV_FOLDER}{os.pathsep}{environment.get('PATH', '')}",
    }
    done = subprocess.run(
        [str(SAM), *(str(part) for part in command)],
        cwd=ROOT,
        env={**environment, **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise LocalError(f"{done.stdout}\n`sam {command[0]}` failed; what it said is above.")
