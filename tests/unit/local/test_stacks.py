"""Which stacks there are, and when one needs deploying again."""

from pathlib import Path

import pytest

from infra.local.direct import archive
from infra.local.settings import LocalError
from infra.local.stacks import Stack, choose_stacks, content_hash, deployment_hash, find_stacks


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small system: a platform and two services."""
    for folder in ("backbone", "shared", "requirements", "services/intake", "services/tracking"):
        (tmp_path / folder).mkdir(parents=True)
    for name in (
        "template.yaml",
        "services/intake/template.yaml",
        "services/tracking/template.yaml",
    ):
        (tmp_path / name).write_text("Resources: {}\n")
    for name in ("layer", "authorizer"):
        (tmp_path / "requirements" / f"{name}.txt").write_text("chalice==1\n")
    (tmp_path / "services/intake/app.py").write_text("x = 1\n")
    return tmp_path


def stack(root: Path, name: str) -> Stack:
    return choose_stacks(find_stacks(root), [name])[0]


def test_the_platform_comes_first(root: Path) -> None:
    assert [found.name for found in find_stacks(root)] == ["platform", "intake", "tracking"]


def test_naming_none_chooses_all(root: Path) -> None:
    assert choose_stacks(find_stacks(root), []) == find_stacks(root)


def test_an_unknown_service_is_refused_with_the_known_ones(root: Path) -> None:
    with pytest.raises(LocalError, match="No service is called payments; there are: platform"):
        choose_stacks(find_stacks(root), ["payments"])


def test_stack_names_carry_the_stage(root: Path) -> None:
    assert stack(root, "intake").stack_name("test") == "motcua-test-intake"


def test_a_changed_line_changes_the_content(root: Path) -> None:
    before = content_hash(stack(root, "intake"))
    (root / "services/intake/app.py").write_text("x = 2\n")
    assert content_hash(stack(root, "intake")) != before


def test_a_renamed_file_changes_the_content(root: Path) -> None:
    before = content_hash(stack(root, "intake"))
    (root / "services/intake/app.py").rename(root / "services/intake/main.py")
    assert content_hash(stack(root, "intake")) != before


@pytest.mark.parametrize("name", ["README.md", "__pycache__/app.pyc"])
def test_what_no_artefact_holds_changes_nothing(root: Path, name: str) -> None:
    before = content_hash(stack(root, "intake"))
    path = root / "services/intake" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("x")
    assert content_hash(stack(root, "intake")) == before


def test_one_service_does_not_depend_on_another(root: Path) -> None:
    before = content_hash(stack(root, "tracking"))
    (root / "services/intake/app.py").write_text("x = 2\n")
    assert content_hash(stack(root, "tracking")) == before


def test_shared_code_belongs_to_the_platform(root: Path) -> None:
    before = content_hash(stack(root, "platform"))
    (root / "shared/clock.py").write_text("x = 1\n")
    assert content_hash(stack(root, "platform")) != before


def test_a_new_layer_means_deploying_the_services_again(root: Path) -> None:
    intake = stack(root, "intake")
    first = deployment_hash(intake, {}, {"/motcua/local/layer": "arn:layer:1"})
    second = deployment_hash(intake, {}, {"/motcua/local/layer": "arn:layer:2"})
    assert first != second


def test_another_parameter_means_deploying_again(root: Path) -> None:
    intake = stack(root, "intake")
    assert deployment_hash(intake, {"Stage": "a"}, {}) != deployment_hash(
        intake, {"Stage": "b"}, {}
    )


def test_an_archive_depends_on_its_content_alone(root: Path) -> None:
    folder = root / "services/intake"
    before = archive(folder)
    (folder / "app.py").touch()
    assert archive(folder) == before
