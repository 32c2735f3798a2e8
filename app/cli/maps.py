"""Opening what the word PATH names: a map, or a folder of maps as one system."""

from collections.abc import Callable
from pathlib import Path

import click

from app.cli.output import DONE, FINDINGS, Refused, note
from app.translate import tr, tr_message
from bpmn.base.finding import ElementKey
from bpmn.system.system import System

path_argument = click.argument("path", metavar="PATH", type=click.Path(path_type=Path))
folder_argument = click.argument("path", metavar="DIR", type=click.Path(path_type=Path))


def system_at(path: Path) -> System:
    """The system that a folder or a single map is. Raises Refused if it holds no map that can be read."""
    if not path.exists():
        raise Refused(tr("{path}: there is no such file or folder.", path=path))
    system = System.open(path)
    if not system.files:
        reasons = [tr_message(error.message) for error in system.unreadable.values()]
        raise Refused("\n".join(reasons) or tr("{path}: there is no map (.bpmn) in this folder.", path=path))
    return system


def say_unreadable(system: System) -> int:
    """Say which maps could not be read; the exit code is 1 if there are any."""
    for error in system.unreadable.values():
        note(tr("Error F01: {reason}", reason=tr_message(error.message)))
    return FINDINGS if system.unreadable else DONE


def namer(system: System) -> Callable[[ElementKey], str]:
    """Tells how to call an element in a text for people: by name and map, by id where it has no name."""

    def name(key: ElementKey) -> str:
        element = system.document(key.file).element(key.element) if key.file in system.files else None
        label = (element.node.get("name") or "") if element is not None else ""
        called = tr("“{name}”", name=" ".join(label.split())) if label.strip() else key.element
        if not called or not key.file:
            return called or key.file
        return tr("{name} ({file})", name=called, file=key.file)

    return name
