"""The widgets that edit one field each; they tell when a person has finished."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.panels.properties.field import ON, Field, Shape
from app.translate import tr, tr_message
from app.widgets import label
from bpmn.model import Element

LINES_HEIGHT = 66


class LinesEdit(QPlainTextEdit):
    """Several lines of text; finished when the focus goes or with Ctrl+Enter."""

    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(LINES_HEIGHT)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.finished.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finished.emit()
            return
        super().keyPressEvent(event)


class FieldEditor(QWidget):
    """The name of a field above the widget that edits it."""

    changed = Signal(object, str)

    def __init__(self, field: Field, element: Element) -> None:
        super().__init__()
        self.field = field
        self.element = element
        self.widget, self._get, self._set = _MAKERS[field.shape](self)
        self.widget.setAccessibleName(tr_message(field.name))
        if field.hint is not None:
            self.widget.setToolTip(tr_message(field.hint))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        if field.shape is not Shape.SWITCH:
            name = label(tr_message(field.name), "caption")
            name.setBuddy(self.widget)
            layout.addWidget(name)
        layout.addWidget(self.widget)
        self.refresh()

    def refresh(self) -> None:
        """Show what the document says now, unless a person is writing here."""
        if self.field.read(self.element) != self._get() and not self._is_being_written():
            self.restore()

    def restore(self) -> None:
        """Show what the document says, whatever stands here."""
        self.widget.blockSignals(True)
        self._set(self.field.read(self.element))
        self.widget.blockSignals(False)

    def commit(self, *_: object) -> None:
        """Tell the new value if it is another one than the document's."""
        value = self._get()
        self._mark_written(is_written=False)
        if value != self.field.read(self.element):
            self.changed.emit(self, value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and _leaves_undo(watched, event):
            event.ignore()  # nothing was typed here: undo is that of the map
            return True
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        ):
            self.restore()
            return True
        return super().eventFilter(watched, event)

    def _text_field(self) -> QLineEdit | QPlainTextEdit | None:
        field = self.widget.lineEdit() if isinstance(self.widget, QComboBox) else self.widget
        return field if isinstance(field, QLineEdit | QPlainTextEdit) else None

    def _is_being_written(self) -> bool:
        """Whether a person has typed here what was not taken over yet."""
        field = self._text_field()
        if isinstance(field, QPlainTextEdit):
            return field.hasFocus() and field.document().isModified()
        return field is not None and field.hasFocus() and field.isModified()

    def _mark_written(self, *, is_written: bool) -> None:
        field = self._text_field()
        if isinstance(field, QPlainTextEdit):
            field.document().setModified(is_written)
        elif field is not None:
            field.setModified(is_written)


def _leaves_undo(field: QObject, event: QEvent) -> bool:
    """Whether an undo or redo key means the map, since the field itself has nothing to take back."""
    if not isinstance(event, QKeyEvent):
        return False
    if event.matches(QKeySequence.StandardKey.Undo):
        return not _can(field, "isUndoAvailable")
    return event.matches(QKeySequence.StandardKey.Redo) and not _can(field, "isRedoAvailable")


def _can(field: QObject, what: str) -> bool:
    holder = field.document() if isinstance(field, QPlainTextEdit) else field
    return bool(getattr(holder, what)())


Made = tuple[QWidget, Callable[[], str], Callable[[str], object]]


def _line(editor: FieldEditor) -> Made:
    edit = QLineEdit()
    edit.editingFinished.connect(editor.commit)
    edit.installEventFilter(editor)
    return edit, edit.text, edit.setText


def _shown(_: FieldEditor) -> Made:
    edit = QLineEdit()
    edit.setReadOnly(True)
    return edit, edit.text, edit.setText


def _lines(editor: FieldEditor) -> Made:
    edit = LinesEdit()
    edit.finished.connect(editor.commit)
    edit.installEventFilter(editor)
    return edit, edit.toPlainText, edit.setPlainText


def _switch(editor: FieldEditor) -> Made:
    box = QCheckBox(tr_message(editor.field.name))
    box.toggled.connect(editor.commit)
    return box, lambda: ON if box.isChecked() else "", lambda value: box.setChecked(value == ON)


def _choice(editor: FieldEditor) -> Made:
    box = _combo()
    choices = editor.field.choices(editor.element) if editor.field.choices else ()
    for value, text in choices:
        box.addItem(tr_message(text), value)

    def show(value: str) -> None:
        if box.findData(value) < 0:
            box.addItem(value, value)
        box.setCurrentIndex(box.findData(value))

    box.currentIndexChanged.connect(editor.commit)
    return box, lambda: str(box.currentData() or ""), show


def _name(editor: FieldEditor) -> Made:
    box = _combo()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    names = editor.field.names(editor.element) if editor.field.names else []
    box.addItem("")
    box.addItems(names)
    line = box.lineEdit()
    assert line is not None
    line.setPlaceholderText(tr("Choose or write a name"))
    line.editingFinished.connect(editor.commit)
    line.installEventFilter(editor)
    box.activated.connect(editor.commit)
    return box, box.currentText, box.setCurrentText


def _combo() -> QComboBox:
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(4)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return box


_MAKERS: dict[Shape, Callable[[FieldEditor], Made]] = {
    Shape.LINE: _line,
    Shape.LINES: _lines,
    Shape.SWITCH: _switch,
    Shape.CHOICE: _choice,
    Shape.NAME: _name,
    Shape.SHOWN: _shown,
}
