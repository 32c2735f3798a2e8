"""What a reference written in one map means among all maps of a system."""

import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from bpmn.base.finding import ElementKey
from bpmn.model import Element
from bpmn.model.document import Document
from bpmn.system.system import System
from bpmn.xml import names


class Problem(StrEnum):
    """Why a reference leads nowhere."""

    MISSING = "missing"
    UNBOUND = "qname-unbound"
    WRONG_TYPE = "wrong-type"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Resolution:
    """The elements a reference may mean; exactly one, unless there is a problem."""

    candidates: tuple[ElementKey, ...] = ()
    problem: Problem | None = None

    @property
    def key(self) -> ElementKey | None:
        """The element that is meant, None where that is not clear."""
        return self.candidates[0] if self.problem is None and self.candidates else None


def resolve(
    system: System, file: str, element: Element, text: str, kinds: type[Element] | tuple[type[Element], ...]
) -> Resolution:
    """The elements that a QName written at an element means.

    A prefixed name is looked for in the files of its namespace, a bare one as an id: first in this file,
    then in imported files, then in all. The first place that knows the id decides; several there are
    ambiguous. A prefix that is not bound makes the whole text an id.
    """
    text = text.strip()
    document = system.document(file)
    uri, local = document.resolve_qname(element.node, text)
    for scope in _scopes(system, file, uri):
        found = [ElementKey(name, local) for name in scope if system.document(name).node(local) is not None]
        if found:
            return _typed(system, found, kinds)
    unbound = uri is None and ":" in text
    return Resolution((), Problem.UNBOUND if unbound else Problem.MISSING)


def _typed(
    system: System, found: Sequence[ElementKey], kinds: type[Element] | tuple[type[Element], ...]
) -> Resolution:
    right = tuple(k for k in found if isinstance(system.document(k.file).element(k.element), kinds))
    if not right:
        return Resolution(tuple(found), Problem.WRONG_TYPE)
    return Resolution(right, Problem.AMBIGUOUS if len(right) > 1 else None)


def _scopes(system: System, file: str, uri: str | None) -> Iterable[Sequence[str]]:
    """Where to look, nearest first."""
    if uri is None or namespace(system.document(file)) == uri:
        yield [file]
    imported = imported_files(system, file, uri)
    if uri is None:
        yield imported
        yield system.files
        return
    of_namespace = [name for name, document in system.documents if namespace(document) == uri]
    yield [name for name in of_namespace if name in imported]
    yield of_namespace


def namespace(document: Document) -> str:
    """The target namespace of a map, empty without one."""
    return document.definitions.target_namespace or ""


def imported_files(system: System, file: str, uri: str | None = None) -> list[str]:
    """The maps that a map imports, of one namespace if it is given; others than maps are left out."""
    folder = posixpath.dirname(file)
    found: list[str] = []
    for one in system.document(file).definitions.imports:
        if one.import_type not in (None, "", names.MODEL) or (uri is not None and one.namespace != uri):
            continue
        place = posixpath.normpath(posixpath.join(folder, unquote((one.location or "").replace("\\", "/"))))
        if place in system.files and place not in found:
            found.append(place)
    return found
