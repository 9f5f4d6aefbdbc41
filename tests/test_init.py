"""What is written for a forge, and the hooks for pre-commit: valid, and made of commands that exist."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from harztool.cli.init import WORKFLOWS

from .conftest import Said

Harz = Callable[..., Said]
ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("forge", WORKFLOWS)
def test_a_workflow_is_written_once_and_left_alone_where_it_differs(harz: Harz, tmp_path: Path, forge: str) -> None:
    path = tmp_path / WORKFLOWS[forge]
    assert harz("init", "--ci", forge).err == f"{WORKFLOWS[forge]}: written\n"
    written = path.read_text(encoding="utf-8")
    assert harz("init", "--ci", forge).err == f"{WORKFLOWS[forge]}: unchanged\n"
    path.write_text("mine: true\n", encoding="utf-8")
    told = harz("init", "--ci", forge)
    assert (told.status, path.read_text(encoding="utf-8")) == (5, "mine: true\n")
    assert "--force" in told.err
    assert harz("init", "--ci", forge, "--force").status == 0
    assert path.read_text(encoding="utf-8") == written


@pytest.mark.parametrize("args", [[], ["--ci", "sourcehut"]], ids=["none", "one that nobody knows"])
def test_a_forge_is_named(harz: Harz, args: list[str]) -> None:
    told = harz("init", *args)
    assert told.status == 2
    assert "--ci github or --ci gitlab" in told.err


def scripts(forge: str) -> list[str]:
    """Return the shell scripts of a workflow, as the forge would run them."""
    read = yaml.safe_load((ROOT / "harztool/cli/workflows" / f"{forge}.yml").read_text(encoding="utf-8"))
    if forge == "github":
        return [step["run"] for step in read["jobs"]["check"]["steps"] if "run" in step]
    job = read["harztool"]
    return [*job["before_script"], *job["script"], *job["after_script"]]


@pytest.mark.parametrize("forge", WORKFLOWS)
def test_the_scripts_of_a_workflow_are_shell(forge: str, tool: Callable[[str], str]) -> None:
    for script in scripts(forge):
        done = subprocess.run([tool("bash"), "-n"], input=script, text=True, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")


# What each forge accepts, as check-jsonschema carries it.
ACCEPTED = {
    "github": ["--builtin-schema", "vendor.github-workflows"],
    "gitlab": ["--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"],
}


def validated(forge: str, path: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", *ACCEPTED[forge], str(path)]
    return subprocess.run(command, text=True, capture_output=True, check=False)


@pytest.mark.parametrize("forge", WORKFLOWS)
def test_a_workflow_is_valid(harz: Harz, tmp_path: Path, forge: str) -> None:
    harz("init", "--ci", forge)
    done = validated(forge, tmp_path / WORKFLOWS[forge])
    assert (done.returncode, done.stderr) == (0, "")
    broken = tmp_path / "broken.yml"
    broken.write_text("jobs: []\nharztool: {script: 1}\n", encoding="utf-8")
    assert validated(forge, broken).returncode == 1


@pytest.mark.parametrize("forge", WORKFLOWS)
def test_the_options_of_check_in_a_workflow_exist(harz: Harz, forge: str) -> None:
    help_ = harz("check", "--help").out
    lines = [
        line for script in scripts(forge) for line in re.findall(r"^\s*(harztool check[^>|]*)", script, re.MULTILINE)
    ]
    assert lines
    for line in lines:
        assert all(word in help_ for word in shlex.split(line) if word.startswith("--"))


def test_the_workflow_of_github_installs_checks_and_shows_the_changes() -> None:
    install, check, show = scripts("github")
    assert install == "python -m pip install harztool"
    assert check == "harztool check --format github"
    assert "--format markdown" in show


def test_the_hooks_of_pre_commit_run_commands_that_exist(harz: Harz) -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == ["harztool-check", "harztool-fmt"]
    for hook in hooks:
        program, command = hook["entry"].split()
        assert (program, hook["language"]) == ("harztool", "python")
        assert harz(command, "--help").status == 0
        assert re.search(hook["files"], "po/en.po")
        assert not re.search(hook["files"], "po/en.po.orig")
