"""Deploy the stacks: to the local cloud, or to AWS. `make deploy [SERVICE=…] [STAGE=…] [REGION=…]`.

The platform goes first, the services after it, two at a time. On the local cloud a stack whose
artefacts, template, parameters and published names are unchanged is left alone.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from botocore.exceptions import ClientError

from infra.local import direct, sam
from infra.local.endpoint import Endpoint
from infra.local.running import running_system, sandbox_parameters
from infra.local.settings import DEFAULT_REGION, LOCAL_STAGE, LocalError
from infra.local.stacks import (
    PLATFORM,
    Stack,
    choose_stacks,
    deployment_hash,
    find_stacks,
)
from infra.local.templates import load_template, parameter_overrides, published_names

tell = partial(print, flush=True)
SETTLED = ("CREATE_COMPLETE", "UPDATE_COMPLETE")


@dataclass(frozen=True, slots=True)
class Deployer:
    """Deploys stacks to a local cloud.

    `given` holds template parameters by name (`Issuer`, `JwksUrl`); `by_sam` chooses `sam deploy`
    over the short way of direct.py.
    """

    endpoint: Endpoint
    stage: str = LOCAL_STAGE
    given: Mapping[str, str] = field(default_factory=dict)
    by_sam: bool = False

    def deploy(self, stacks: Iterable[Stack], say: Callable[[str], None] = tell) -> list[str]:
        """Deploy the stacks that changed; returns their names. Raises LocalError on failure."""
        wanted = list(stacks)
        first = [stack for stack in wanted if stack.name == PLATFORM]
        then = [stack for stack in wanted if stack.name != PLATFORM]
        changed: list[str] = []
        with ThreadPoolExecutor(sam.AT_ONCE) as pool:
            builds = [pool.submit(sam.build, stack) for stack in wanted]
            for build in builds:
                build.result()
            for group in (first, then):
                deployed = pool.map(lambda stack: self._deploy_if_changed(stack, say), group)
                changed += [name for name in deployed if name]
        return changed

    def outputs(self, name: str) -> dict[str, str]:
        """What a stack says of itself, e.g. `ApiUrl`. Raises LocalError if it is not deployed."""
        return stack_outputs(self.endpoint, f"motcua-{self.stage}-{name}")

    def _deploy_if_changed(self, stack: Stack, say: Callable[[str], None]) -> str | None:
        template = load_template(stack.template)
        overrides = parameter_overrides(template, self.stage, self.given)
        published = self._published(published_names(template, overrides))
        fingerprint = deployment_hash(stack, overrides, published)
        if self._is_deployed(stack, fingerprint):
            return None
        say(f"Deploying {stack.name}")
        self._apply(stack, overrides)
        self._remember(stack, fingerprint)
        return stack.name

    def _apply(self, stack: Stack, overrides: Mapping[str, str]) -> None:
        built, stack_name = sam.build(stack), stack.stack_name(self.stage)
        if not self.by_sam:
            template = direct.package(self.endpoint, built)
            direct.apply_template(self.endpoint, stack_name, template, overrides)
            return
        direct.make_bucket(self.endpoint)
        target = ("--s3-bucket", direct.BUCKET, "--region", self.endpoint.region)
        sam.deploy(built, stack_name, overrides, self.endpoint.environment(), *target)

    def _published(self, names: Sequence[str]) -> dict[str, str]:
        """The values of published names, ten at a time as SSM allows."""
        store = self.endpoint.client("ssm")
        values: dict[str, str] = {}
        for start in range(0, len(names), 10):
            found = store.get_parameters(Names=list(names[start : start + 10]))["Parameters"]
            values.update({parameter["Name"]: parameter["Value"] for parameter in found})
        return values

    def _is_deployed(self, stack: Stack, fingerprint: str) -> bool:
        """Whether the cloud itself remembers this very deployment and still has the stack."""
        remembered = self._published([self._memory(stack)]).get(self._memory(stack))
        status = direct.stack_status(self.endpoint, stack.stack_name(self.stage))
        return remembered == fingerprint and status in SETTLED

    def _remember(self, stack: Stack, fingerprint: str) -> None:
        store = self.endpoint.client("ssm")
        name = self._memory(stack)
        store.put_parameter(Name=name, Value=fingerprint, Type="String", Overwrite=True)

    def _memory(self, stack: Stack) -> str:
        return f"/motcua/{self.stage}/deployed/{stack.name}"


def stack_outputs(endpoint: Endpoint, stack_name: str) -> dict[str, str]:
    """A local stack's outputs by name. Raises LocalError if there is no such stack."""
    return outputs_of(endpoint.client("cloudformation"), stack_name)


def outputs_of(formation: Any, stack_name: str) -> dict[str, str]:
    """What a stack says of itself to this CloudFormation client. Raises LocalError if it is not."""
    try:
        found = formation.describe_stacks(StackName=stack_name)
    except ClientError as error:
        raise LocalError(f"{stack_name} is not deployed.") from error
    outputs: list[dict[str, Any]] = found["Stacks"][0].get("Outputs", [])
    return {output["OutputKey"]: output["OutputValue"] for output in outputs}


def deploy_to_aws(stacks: Iterable[Stack], stage: str, region: str) -> None:
    """Build for Lambda and `sam deploy` with the credentials of this terminal, one by one."""
    for stack in stacks:
        print(f"Deploying {stack.stack_name(stage)} to {region}", flush=True)
        built = sam.build(stack, sam.AWS_BUILD)
        overrides = parameter_overrides(load_template(stack.template), stage, aws_parameters())
        target = ("--resolve-s3", "--region", region)
        sam.deploy(built, stack.stack_name(stage), overrides, os.environ, *target)


def aws_parameters() -> dict[str, str]:
    """Template parameters named in the environment: `PARAMETER_Issuer=https://…` sets Issuer."""
    prefix = "PARAMETER_"
    named = {name: setting for name, setting in os.environ.items() if name.startswith(prefix)}
    return {name.removeprefix(prefix): setting for name, setting in named.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stage", default=LOCAL_STAGE)
    parser.add_argument("--service", default="", help="one stack's name; all when empty")
    parser.add_argument("--region", default=DEFAULT_REGION)
    asked = parser.parse_args()
    try:
        stacks = choose_stacks(find_stacks(), asked.service.split())
        if asked.stage != LOCAL_STAGE:
            deploy_to_aws(stacks, asked.stage, asked.region)
            return
        system = running_system()
        given = sandbox_parameters(system)
        deployer = Deployer(system.endpoint, system.stage, given, by_sam=True)
        changed = deployer.deploy(stacks)
    except LocalError as error:
        sys.exit(str(error))
    print(f"Deployed: {', '.join(changed) or 'nothing had changed'}.")


if __name__ == "__main__":
    main()
