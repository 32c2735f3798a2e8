"""What all maps of a system hold, and what a reference written in one of them means among all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from weakref import ReferenceType, ref

from bpmn.base.finding import ElementKey
from bpmn.model import Element
from bpmn.model.document import Document
from bpmn.system.file_survey import survey_file
from bpmn.system.qnames import Problem, Resolution
from bpmn.system.seen import NOTHING, Detail, FileSurvey, Reference
from bpmn.system.system import System
from bpmn.xml.file import fingerprint

Kinds = type[Element] | tuple[type[Element], ...]


class Surveys:
    """The surveys of all maps of a system. Nothing here reads a map again."""

    def __init__(self, surveys: Iterable[FileSurvey], before: "Surveys | None" = None) -> None:
        """``before`` are those of another time; of the same maps it is taken over which hold what."""
        self._by_file: Mapping[str, FileSurvey] = {one.file: one for one in surveys}
        self.files = tuple(self._by_file)
        is_same = before is not None and before.files == self.files
        self.holding = self._taken_over(before) if before is not None and is_same else self._looked_up()
        """The maps that hold each id."""

    def _looked_up(self) -> Mapping[str, Sequence[str]]:
        holding: dict[str, list[str]] = {}
        for file, one in self._by_file.items():
            for identifier in one.kinds:
                holding.setdefault(identifier, []).append(file)
        return holding

    def _taken_over(self, before: "Surveys") -> Mapping[str, Sequence[str]]:
        """The index of before but for the ids of maps that changed."""
        holding, order = dict(before.holding), {file: at for at, file in enumerate(self.files)}
        for file, one in self._by_file.items():
            old = before.of(file)
            if old is one:
                continue
            for gone in old.kinds.keys() - one.kinds.keys():
                holding[gone] = [name for name in holding[gone] if name != file]
            for new in one.kinds.keys() - old.kinds.keys():
                holding[new] = sorted((*holding.get(new, ()), file), key=order.__getitem__)
        return holding

    def __iter__(self) -> Iterator[FileSurvey]:
        return iter(self._by_file.values())

    def __contains__(self, file: object) -> bool:
        return file in self._by_file

    def of(self, file: str) -> FileSurvey:
        """The survey of a map. Raises KeyError for one that is not there."""
        return self._by_file[file]

    def kind(self, key: ElementKey) -> type[Element] | None:
        """The class of an element, None if there is no such element."""
        one = self._by_file.get(key.file)
        return one.kinds.get(key.element) if one is not None else None

    def detail(self, key: ElementKey) -> Detail:
        """What is said about a flow node, pool or process; nothing for one that does not exist."""
        one = self._by_file.get(key.file)
        return one.detail(key.element) if one is not None else NOTHING

    def is_a(self, key: ElementKey, *kinds: type[Element]) -> bool:
        """Whether there is an element, and it is of one of these classes."""
        kind = self.kind(key)
        return kind is not None and issubclass(kind, kinds)

    def name(self, key: ElementKey) -> str:
        """The name of an element, empty where it has none or does not exist."""
        one = self._by_file.get(key.file)
        return one.name(key.element) if one is not None else ""

    def resolve(self, file: str, reference: Reference, kinds: Kinds) -> Resolution:
        """The elements that a reference written in a map means.

        A prefixed name is looked for in the files of its namespace, a bare one as an id: first in this
        file, then in imported files, then in all. The first place that knows the id decides; several there
        are ambiguous. A prefix that is not bound makes the whole text an id.
        """
        uri, local = reference.uri, reference.local
        holding = self.holding.get(local, ())
        if holding:
            for scope in self._scopes(file, uri, holding):
                found = [ElementKey(name, local) for name in scope]
                if found:
                    return self._typed(found, kinds)
        unbound = uri is None and ":" in reference.text
        return Resolution((), Problem.UNBOUND if unbound else Problem.MISSING)

    def key(self, file: str, reference: Reference | None, kinds: Kinds) -> ElementKey | None:
        """The one element that a reference means, None where there is none or that is not clear."""
        return self.resolve(file, reference, kinds).key if reference is not None else None

    def _scopes(self, file: str, uri: str | None, holding: Sequence[str]) -> Iterator[list[str]]:
        """The files that hold an id, nearest first."""
        own = self._by_file[file]
        if file in holding and (uri is None or own.namespace == uri):
            yield [file]
        imported = {one.path for one in own.imports if uri is None or one.namespace == uri}
        if uri is None:
            yield [name for name in holding if name in imported]
            yield list(holding)
            return
        of_namespace = [name for name in holding if self._by_file[name].namespace == uri]
        yield [name for name in of_namespace if name in imported]
        yield of_namespace

    def _typed(self, found: Sequence[ElementKey], kinds: Kinds) -> Resolution:
        right = tuple(key for key in found if issubclass(self._by_file[key.file].kinds[key.element], kinds))
        if not right:
            return Resolution(tuple(found), Problem.WRONG_TYPE)
        return Resolution(right, Problem.AMBIGUOUS if len(right) > 1 else None)


@dataclass(slots=True)
class _Kept:
    document: ReferenceType[Document]
    revision: int
    content: str
    survey: FileSurvey


@dataclass(slots=True)
class SurveyCache:
    """Remembers the surveys of maps, so that only maps that changed are looked through again.

    A map is known again if it is the same document in the same state, or has the same bytes.
    """

    _kept: dict[str, _Kept] = field(default_factory=dict)
    _last: Surveys | None = None

    def survey(self, file: str, system: System) -> FileSurvey:
        """The survey of a map as it is now."""
        kept, mark = self._kept.get(file), system.mark(file)
        if kept is not None and mark and kept.content == mark:
            return kept.survey
        document = system.document(file)
        if kept is not None and kept.document() is document and kept.revision == document.revision:
            return kept.survey
        # A map that was edited here has to be written to tell its bytes, which takes longer than a look.
        content = mark or ("" if document.revision else fingerprint(document.to_bytes()))
        is_known = kept is not None and content and kept.content == content
        found = kept.survey if kept is not None and is_known else survey_file(file, document)
        self._kept[file] = _Kept(ref(document), document.revision, content, found)
        return found

    def forget_others(self, files: Iterable[str]) -> None:
        """Let go of maps that are not among these."""
        wanted = frozenset(files)
        self._kept = {file: kept for file, kept in self._kept.items() if file in wanted}

    def together(self, surveys: Iterable[FileSurvey]) -> Surveys:
        """The surveys of all maps, made from those of the last time."""
        self._last = Surveys(surveys, self._last)
        return self._last


def surveys(system: System, cache: SurveyCache | None = None) -> Surveys:
    """The surveys of all maps of a system; with a cache only what changed is looked through."""
    if cache is None:
        return Surveys(survey_file(file, document) for file, document in system.documents)
    found = cache.together(cache.survey(file, system) for file in system.files)
    cache.forget_others(system.files)
    return found
