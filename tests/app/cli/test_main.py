"""Words, exit codes and sentences of the command line as a whole."""

import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from app import __main__ as program
from app import cli
from app.cli import files


def test_version_names_the_program(wholeflow):
    assert wholeflow("--version").out.startswith("wholeflow, version 0.")


def test_help_lists_every_command(wholeflow):
    outcome = wholeflow("--help")

    assert outcome.code == 0
    assert all(f"  {name} " in outcome.out for name in cli.command_names())


@pytest.mark.parametrize("name", sorted(cli.command_names()))
def test_every_command_explains_itself(wholeflow, name):
    outcome = wholeflow(name, "--help")

    assert outcome.code == 0
    assert len(outcome.out.splitlines()) > 5


@pytest.mark.parametrize("words", [["nothing-known"], ["save"], ["save", "--to"], ["--never"]])
def test_wrong_usage_ends_with_2_and_a_sentence(wholeflow, words):
    outcome = wholeflow(*words)

    assert outcome.code == 2
    assert "Error: " in outcome.err
    assert not outcome.out


def test_an_internal_error_ends_with_3_and_keeps_the_details(wholeflow, order, monkeypatch, user_data):
    def fails(path):
        raise RuntimeError("out of luck")

    monkeypatch.setattr(files, "opened", fails)

    outcome = wholeflow("save", order, "--to", order.with_name("out.bpmn"))

    assert outcome.code == 3
    assert "out of luck" in outcome.err
    assert "Traceback" not in outcome.err
    assert "Traceback" in (user_data / "errors.txt").read_text(encoding="utf-8")


def test_an_interruption_ends_with_130(wholeflow, order, monkeypatch):
    def interrupted(path):
        raise KeyboardInterrupt

    monkeypatch.setattr(files, "opened", interrupted)

    assert wholeflow("save", order, "--to", order.with_name("out.bpmn")).code == 130


def test_the_program_runs_as_a_module(order):
    out = order.with_name("out.bpmn")
    command = [sys.executable, "-P", "-m", "app", "save", str(order), "--to", str(out)]

    code = subprocess.run(command, check=False).returncode

    assert code == 0
    assert out.read_bytes() == order.read_bytes()


def test_results_in_a_pipe_are_utf_8_whatever_the_system_speaks(order):
    command = [sys.executable, "-P", "-m", "app", "links", str(order.parent), "--format", "json"]
    order.write_text(
        order.read_text(encoding="utf-8").replace("Order", "Bestellung für Öl"), encoding="utf-8"
    )
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}

    done = subprocess.run(command, check=False, capture_output=True, env=environment)

    assert done.returncode == 0
    assert done.stdout.decode("utf-8").startswith("{")


def test_the_window_gets_the_words(monkeypatch):
    opened = []
    monkeypatch.setitem(
        sys.modules, "app.main", SimpleNamespace(main=lambda words: opened.append(words) or 7)
    )

    assert program.main(["."]) == 7
    assert opened == [["."]]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a screen")
def test_without_a_screen_the_window_is_refused_with_a_sentence(monkeypatch, capsys):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    assert program.main(["."]) == 2
    assert "There is no screen" in capsys.readouterr().err


def test_a_missing_library_is_said_in_a_sentence(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "app.main", None)

    assert program.main(["."]) == 2
    assert "something that Qt needs is missing" in capsys.readouterr().err


@pytest.mark.parametrize("words", [[], ["map.bpmn"], ["."]])
def test_nothing_a_map_or_a_folder_opens_the_window(words):
    assert program.opens_window(words)


@pytest.mark.parametrize("words", [["save"], ["--version"], ["check", "."], ["no-such-command"]])
def test_other_words_go_to_the_command_line(words):
    assert not program.opens_window(words)
