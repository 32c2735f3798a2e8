"""The panel at the right: everything about what is selected; each edit is one undo step."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QTabBar, QVBoxLayout, QWidget

from app.panels.properties.amounts import amounts
from app.panels.properties.editors import FieldEditor
from app.panels.properties.field import Field
from app.panels.properties.general import general
from app.panels.properties.kind_names import kind_name
from app.panels.properties.technical import technical
from app.session import Session
from app.translate import tr, tr_message
from app.widgets import empty, label, line, scrolled
from bpmn.editing.refused import NotAllowed
from bpmn.editing.rename import name_of
from bpmn.model import Element
from bpmn.scenario.tables import kind_of

WIDTH, NARROWEST = 288, 240
GENERAL, NUMBERS, LINKS, TECHNICAL = range(4)


class PropertiesPanel(QWidget):
    """Shows one element in tabs; several selected ones are only counted."""

    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(NARROWEST)
        self.setAccessibleName(tr("Properties"))
        self.session: Session | None = None
        self.element: Element | None = None
        self.editors: list[FieldEditor] = []
        self.shows_all_numbers = False
        self.links_of: Callable[[Element], Sequence[QWidget]] | None = None
        self.more_of: Callable[[Element], Sequence[QWidget]] = lambda _: ()
        """What stands below the fields of the first tab."""
        self.sheet_of: Callable[[Session], Element | None] = lambda _: None
        """What the sheet in view shows as a whole, to be shown while nothing is selected."""
        self._stop: Callable[[], None] | None = None
        self._kind = label("", "small")
        self._name = label("", "section", wraps=True)
        self.tabs = QTabBar()
        self.tabs.setObjectName("under")
        self.tabs.setProperty("isNarrow", True)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        for name in (tr("General"), tr("Numbers"), tr("Links"), tr("BPMN")):
            self.tabs.addTab(name)
        self._fields = QVBoxLayout()
        self._fields.setSpacing(10)
        self._fields.setContentsMargins(16, 14, 16, 16)
        self._lay_out()
        self.tabs.currentChanged.connect(lambda *_: self._rebuild())

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 400)

    def _lay_out(self) -> None:
        inside = QWidget()
        self._fields.addStretch(1)
        inside.setLayout(self._fields)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 0)
        head.setSpacing(2)
        for part in (self._kind, self._name):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            head.addWidget(part)
        head.addSpacing(8)
        head.addWidget(self.tabs)
        layout.addLayout(head)
        layout.addWidget(line())
        layout.addWidget(scrolled(inside), 1)

    # -- what is shown ---------------------------------------------------------------------------

    def show_selection(self, session: Session | None, elements: Sequence[Element]) -> None:
        """Show the selected element; the map itself without one."""
        self._commit()
        if session is not self.session:
            self._follow(session)
        if len(elements) > 1:
            self._show_many(len(elements))
            return
        element = elements[0] if elements else self._whole_map()
        if element is None or element != self.element:
            self.element = element
            self._rebuild()

    def show_again(self) -> None:
        """Show the tab anew after something outside the map changed."""
        if self.element is not None and self.element.is_alive:
            self._rebuild()

    def refresh(self, *_: object) -> None:
        """Show what the document says now."""
        if self.element is None:
            return
        if not self.element.is_alive:
            self.element = self._whole_map()
            self._rebuild()
            return
        if [field.name for field in self._wanted()] != [editor.field.name for editor in self.editors]:
            self._rebuild()
            return
        self._show_head()
        for editor in self.editors:
            editor.refresh()

    def focus_name(self) -> None:
        """Put the cursor into the first field."""
        if self.editors:
            self.editors[0].widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def editor_of(self, name: str) -> FieldEditor:
        """The editor of the field with this name, as it is written on the panel."""
        return next(e for e in self.editors if tr_message(e.field.name) == name)

    def _follow(self, session: Session | None) -> None:
        if self._stop is not None:
            self._stop()
        self.session = session
        self.element = None
        self._stop = session.document.changed.connect(self.refresh) if session else None

    def _whole_map(self) -> Element | None:
        """What stands for the sheet in view, else for the map: its first process, else its root."""
        if self.session is None:
            return None
        shown = self.sheet_of(self.session)
        if shown is not None:
            return shown
        roots = self.session.document.definitions.children(Element)
        return next((r for r in roots if r.local_name in ("process", "collaboration", "choreography")), None)

    def _show_many(self, count: int) -> None:
        self.element = None
        self._clear()
        self._kind.setText(tr("Selection"))
        self._name.setText(tr("{number} elements", number=count))

    # -- fields ----------------------------------------------------------------------------------

    def _rebuild(self) -> None:
        self._clear()
        self._show_head()
        if self.element is None:
            return
        if self.tabs.currentIndex() == LINKS and self.links_of is not None:
            for number, widget in enumerate(self.links_of(self.element)):
                self._fields.insertWidget(number, widget)
            return
        for number, field in enumerate(self._wanted()):
            editor = FieldEditor(field, self.element)
            editor.changed.connect(self._write)
            self.editors.append(editor)
            self._fields.insertWidget(number, editor)
        if self.tabs.currentIndex() == NUMBERS and not self.editors:
            text = tr("Numbers are entered at steps, starts, roles and the branches of decisions.")
            self._fields.insertWidget(0, label(text, "muted", wraps=True))
        if self.tabs.currentIndex() == NUMBERS and kind_of(self.element) is not None:
            self._fields.insertWidget(self._fields.count() - 1, self._more_numbers())
        if self.tabs.currentIndex() == GENERAL:
            for more in self.more_of(self.element):
                self._fields.insertWidget(self._fields.count() - 1, more)

    def _more_numbers(self) -> QWidget:
        """The button that shows or hides the rarer numbers."""
        text = tr("Fewer numbers") if self.shows_all_numbers else tr("More numbers")
        button = QPushButton(text)
        button.setObjectName("moreNumbers")
        button.clicked.connect(self._switch_numbers)
        return button

    def _switch_numbers(self) -> None:
        self.shows_all_numbers = not self.shows_all_numbers
        self._rebuild()

    def _wanted(self) -> Sequence[Field]:
        assert self.element is not None
        tab = self.tabs.currentIndex()
        if tab == TECHNICAL:
            return technical(self.element)
        if tab == NUMBERS:
            return amounts(self.element, all_of_them=self.shows_all_numbers)
        return general(self.element) if tab == GENERAL else ()

    def _clear(self) -> None:
        self.editors = []
        empty(self._fields)
        self._fields.addStretch(1)

    def _show_head(self) -> None:
        if self.element is None:
            self._kind.setText("")
            self._name.setText(tr("Nothing selected"))
            return
        self._kind.setText(kind_name(self.element))
        self._name.setText(name_of(self.element) or tr("Without a name"))

    def _commit(self) -> None:
        for editor in self.editors:
            if editor.element.is_alive and editor.widget.hasFocus():
                editor.commit()

    def _write(self, editor: FieldEditor, value: str) -> None:
        write = editor.field.write
        if write is None or self.session is None:
            return
        try:
            write(self.session.document, editor.element, value)
        except NotAllowed as error:
            self.refused.emit(tr_message(error.reason))
            editor.restore()
