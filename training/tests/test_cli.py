"""The command line: what it offers, and what it says when an extra is missing."""

import importlib

import pytest

from pitchline_training import cli


def test_help_lists_every_step(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        cli.main(["--help"])
    assert stop.value.code == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in cli.COMMANDS)


def test_a_missing_step_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        cli.main(["polish"])
    assert stop.value.code == 2
    assert "polish" in capsys.readouterr().err


def test_a_missing_package_names_the_extra_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(name: str) -> None:
        raise ModuleNotFoundError(f"No module named 'ultralytics' for {name}", name="ultralytics")

    monkeypatch.setattr(importlib, "import_module", refuse)
    assert cli.main(["train-yolo"]) == 2
    assert "pip install 'pitchline-training[yolo]'" in capsys.readouterr().err


def test_a_step_that_needs_no_extra_does_not_hide_a_missing_package(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(name: str) -> None:
        raise ModuleNotFoundError(f"No module named 'numpy' for {name}", name="numpy")

    monkeypatch.setattr(importlib, "import_module", refuse)
    with pytest.raises(ModuleNotFoundError):
        cli.main(["render"])


@pytest.mark.parametrize("name", [name for name, step in cli.COMMANDS.items() if not step.extra])
def test_steps_without_an_extra_have_their_own_help(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        cli.main([name, "--help"])
    assert stop.value.code == 0
    assert f"pitchline-training {name}" in capsys.readouterr().out
