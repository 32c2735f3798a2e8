"""The two commands: what they install, what they refuse, and what they start."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "packaging" / "run.py"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, working in an empty folder, its calls noted in ``run.calls`` instead of made."""
    spec = importlib.util.spec_from_file_location("run", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "STAMP", tmp_path / "installed.json")
    monkeypatch.setattr(module, "RESULTS", tmp_path / "artefacts")
    module.calls = []
    monkeypatch.setattr(module.subprocess, "call", lambda words, **_: module.calls.append(words) or 0)
    return module


def installations(run: ModuleType) -> list[str]:
    return [words[-1] for words in run.calls if "install" in words]


def test_a_second_start_installs_nothing(run):
    run.install(())
    run.install(())

    assert installations(run) == ["."]


def test_a_changed_project_file_installs_again(run):
    run.install(())
    (run.ROOT / "pyproject.toml").write_text("[project]\nname = 'new'\n", encoding="utf-8")

    run.install(())

    assert installations(run) == [".", "."]


def test_the_tests_add_their_tools_and_a_start_keeps_them(run):
    run.install(())
    run.install(["test"])
    run.install(["lint", "test"])
    run.install(())

    assert installations(run) == [".", ".[test]", ".[lint,test]"]


def test_a_failed_installation_is_tried_again(run, monkeypatch, capsys):
    monkeypatch.setattr(run, "usable_environment", lambda: True)
    monkeypatch.setattr(run.subprocess, "call", lambda words, **_: 1)

    assert not run.install(())
    assert not run.installed()
    assert "could not be installed" in capsys.readouterr().err


def test_other_words_go_to_the_command_line(run):
    assert run.main(["check", "maps"]) == 0
    assert run.calls[-1][1:] == ["-P", "-m", "app", "check", "maps"]


def test_an_old_python_is_refused(run, monkeypatch, capsys):
    monkeypatch.setattr(run.sys, "version_info", (3, 10, 0))

    assert run.main([]) == 2
    assert "Python 3.11 or newer is needed" in capsys.readouterr().err


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux names its libraries so")
def test_a_missing_library_gives_the_line_that_installs_it(run, monkeypatch, capsys):
    monkeypatch.setattr(run.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(run.shutil, "which", lambda name: "/usr/bin/apt-get")

    assert not run.qt_can_load({"libno-such-thing.so.9": "libno-such-thing9"})
    assert "sudo apt-get install --no-install-recommends libno-such-thing9\n" in capsys.readouterr().err
    assert not run.calls


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux names its libraries so")
def test_root_installs_a_missing_library_and_says_so(run, monkeypatch, capsys):
    monkeypatch.setattr(run.os, "geteuid", lambda: 0)
    monkeypatch.setattr(run.shutil, "which", lambda name: "/usr/bin/apt-get")

    assert run.qt_can_load({"libno-such-thing.so.9": "libno-such-thing9"})
    assert "Running as root, so installing them" in capsys.readouterr().out
    assert run.calls[-1][-1] == "libno-such-thing9"


def test_without_a_screen_the_sample_system_is_analysed(run, monkeypatch):
    sample = run.ROOT / "resources" / "samples" / "mill"
    sample.mkdir(parents=True)
    (sample / "sell.bpmn").touch()
    monkeypatch.setattr(run, "has_screen", lambda: False)
    monkeypatch.setattr(run, "summary", lambda system: f"{system.name} in short")

    assert run.main([]) == 0
    commands = [words[4] for words in run.calls if "app" in words]
    assert commands == ["links", "check", "analyse", "improve", "landscape"]


def test_the_summary_says_what_matters_most(run, monkeypatch):
    found = {
        "links": {"links": [1, 2], "open": [1], "parties": []},
        "check": {"findings": [{"severity": "error"}, {"severity": "info"}]},
        "improve": {
            "base": {"endToEnd": {"leadTime": {"value": 12.34567}}, "timeUnit": "hour"},
            "initiatives": [{"name": "Faster", "verdict": "sub-optimisation", "explanation": "Bad."}],
        },
    }
    monkeypatch.setattr(run, "answer", lambda command, *words: found[command])

    text = run.summary(run.ROOT)

    assert "2 links, 1 open questions" in text
    assert "2 findings, 1 of them errors." in text
    assert "A customer waits 12.35 hours on average." in text
    assert "“Faster”: sub-optimisation. Bad." in text


def test_with_a_screen_the_window_opens_the_sample_system(run, monkeypatch):
    sample = run.ROOT / "resources" / "samples" / "mill"
    sample.mkdir(parents=True)
    (sample / "sell.bpmn").touch()
    monkeypatch.setattr(run, "has_screen", lambda: True)
    monkeypatch.setattr(run, "qt_can_load", lambda libraries: True)

    run.main([])

    assert run.calls[-1][1:] == ["-P", "-m", "app", str(sample)]


def test_the_tests_run_without_a_screen_and_lint_comes_first(run, monkeypatch):
    monkeypatch.setattr(run, "qt_can_load", lambda libraries: True)

    assert run.main(["test", "--lint", "tests/bpmn"]) == 0
    tools = [Path(words[0]).stem for words in run.calls][-5:]
    assert tools == ["ruff", "ruff", "mypy", "lint-imports", "pytest"]
    assert run.calls[-1][-1] == "tests/bpmn"
