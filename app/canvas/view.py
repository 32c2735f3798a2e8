"""The view of a map: shows a plane, selects, and hands pointer and keys to tools."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from app import theme
from app.canvas import actions
from app.canvas.context_pad import ContextPad
from app.canvas.edge_item import EdgeItem
from app.canvas.input import Input
from app.canvas.items import BORDER
from app.canvas.marks import Marks, paint_marks, sorted_marks
from app.canvas.menu import menu_for
from app.canvas.overlays import paint_pill, paint_selection, paint_ties
from app.canvas.planes import Planes
from app.canvas.rehearsal import Ghost
from app.canvas.selection import Selection
from app.canvas.shape_item import ShapeItem
from app.canvas.sheet import Sheet
from app.canvas.spoken import spoken
from app.canvas.tints import Tint, paint_tints
from app.canvas.tokens import Standing, paint_standing
from app.canvas.tools.connect import ConnectTool
from app.canvas.tools.create import CreateTool
from app.canvas.tools.select import SelectTool
from app.canvas.tools.sheet_tools import HandTool, LassoTool
from app.canvas.tools.space import SpaceTool
from app.canvas.tools.tool import Pointer, Tool
from app.canvas.tools.walk import WalkTool
from app.session import Session
from app.translate import tr, tr_message
from bpmn.base.finding import Severity
from bpmn.base.message import Message
from bpmn.editing.refused import NotAllowed
from bpmn.editing.sketch import keep_sketch
from bpmn.model import BPMNPlane, Element
from bpmn.model.document import Document
from bpmn.rules.kinds import KindLike

if TYPE_CHECKING:
    from app.canvas.label_editor import LabelEditor
    from app.canvas.scene import DiagramScene

T = TypeVar("T")
TOOLS: dict[str, type[Tool]] = {
    tool.name: tool for tool in (SelectTool, HandTool, LassoTool, SpaceTool, ConnectTool)
}


class DiagramView(Sheet):
    """Shows one plane of a session's map at a time and lets people edit it."""

    selectionChanged = Signal(object)
    """The elements selected now, as a list."""
    refused = Signal(str)
    """Why something was not done."""
    toolChanged = Signal(str)
    planeChanged = Signal(object)
    openRequested = Signal(object)
    """A call activity or a pool whose process the user wants to see."""
    moved = Signal()
    """What floats above the sheet has to find its place again."""

    input: Input | None = None
    """None while Qt makes the view and already sends it events."""

    def __init__(
        self, session: Session, plane: BPMNPlane | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme.current(), parent)
        self.session = session
        self.typing_renames = False
        """Letters begin a new name for what is selected instead of choosing tools."""
        self.selection = Selection(self)
        self.shelf = Planes(session.document, self.colours)
        self.tool: Tool = SelectTool(self)
        self.editor: LabelEditor | None = None
        self.guest: Tool | None = None
        """Paints the ghost of what is dropped from the palette."""
        self._marks: Marks = {}
        self._loads: Mapping[str, Tint] = {}
        self._times: Mapping[str, Tint] = {}
        self.ghost: Ghost | None = None
        self.pad: ContextPad = ContextPad(self)
        self._refusal: tuple[str, QPointF] | None = None
        self.standing: Standing | None = None
        """Where a case stands that walks through the map; None where none does."""
        self.walk_key: Callable[[str], None] = lambda _name: None
        self.is_placed = False
        """Whether people have seen the map; before that it is fitted into every size of the view."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.input = Input(self)
        self.selection.changed.connect(self._selection_changed)
        self._show_scene(plane or next(iter(self.shelf.all()), None))
        self.destroyed.connect(session.document.changed.connect(lambda _: self._document_changed()))
        self.destroyed.connect(self.shelf.close)

    @property
    def plane(self) -> BPMNPlane | None:
        """The plane in view."""
        return self.scene_shown.plane

    def planes(self) -> list[BPMNPlane]:
        """All planes of the map, in file order; those of the temporary arrangement where it has none."""
        return self.shelf.all()

    def show_plane(self, plane: BPMNPlane) -> None:
        """Show another plane, at the place where it was left."""
        if plane == self.plane:
            return
        self.close_editor()
        self.tool.cancel()
        self.shelf.remember(self, self.plane)
        self._show_scene(plane)
        self.selection.set([])
        self.planeChanged.emit(plane)

    def _show_scene(self, plane: BPMNPlane | None) -> None:
        self.scene_shown: DiagramScene = self.shelf.scene(plane)
        self.diagram = self.scene_shown
        self.setScene(self.scene_shown)
        self._still = None
        self.shelf.look(self, plane)
        self.viewport().update()

    def has_temporary_arrangement(self) -> bool:
        """Whether the map has no drawing and is only arranged for looking at."""
        return self.shelf.is_temporary

    def keep_arrangement(self) -> None:
        """Write the temporary arrangement into the map as its drawing."""
        if self.has_temporary_arrangement():
            keep_sketch(self.session.document)

    def _document_changed(self) -> None:
        if self.editor is not None:
            self.editor.finish(keeps=False)
        if self.tool.is_dragging:
            self.tool.cancel()
        if self.shelf.redraw() or self.plane is None or not self.plane.is_alive:
            self._show_scene(next(iter(self.shelf.all()), None))
        self.selection.follow(self.scene_shown)
        self._show_pad()
        self.viewport().update()
        self.moved.emit()

    @property
    def chosen(self) -> list[ShapeItem | EdgeItem]:
        """The items selected now."""
        return self.selection.items

    def elements(self) -> list[Element]:
        """The selected elements of the map, in the order they were chosen."""
        return self.selection.elements(self.session.document)

    def choose(self, items: Iterable[ShapeItem | EdgeItem]) -> None:
        """Select items and nothing else."""
        self.selection.set(items)

    def select(self, ids: Sequence[str]) -> None:
        """Select the elements with these ids as far as this plane shows them."""
        self.choose(item for identifier in ids for item in self.scene_shown.items_of(identifier)[:1])

    def reveal(self, identifier: str, *, is_centred: bool = False) -> bool:
        """Select an element and bring it into view, on another plane if need be; False if none shows it."""
        return actions.reveal(self, identifier, is_centred=is_centred)

    def _selection_changed(self) -> None:
        self._show_pad()
        self.viewport().update()
        elements = self.elements()
        self.setAccessibleDescription(spoken(elements))
        self.selectionChanged.emit(elements)

    def _show_pad(self) -> None:
        is_quiet = self.tool.is_dragging or self.editor is not None or self.has_temporary_arrangement()
        is_single = len(self.chosen) == 1 and self.tool.name == "select"
        self.pad.show_for(self.chosen[0] if is_single and not is_quiet else None)

    def set_theme(self, tokens: Mapping[str, str]) -> None:
        """Show everything in the colours of another appearance."""
        self.colours = tokens
        self.shelf.set_theme(tokens)
        self._show_pad()
        self.repaint_all()

    def set_marks(self, marks: Mapping[str, Severity | str | Sequence[Severity]]) -> None:
        """Mark elements by the severity of their findings; several severities show the worst and a count."""
        self._marks = sorted_marks(marks)
        self.viewport().update()

    def set_loads(self, tints: Mapping[str, Tint]) -> None:
        """Lay the loads of teams over the steps, by id; none takes them away."""
        self._loads = tints
        self.viewport().update()

    def set_times(self, tints: Mapping[str, Tint]) -> None:
        """Lay times over the steps, by id; none takes them away."""
        self._times = tints
        self.viewport().update()

    def repaint_all(self) -> None:
        """Paint everything anew."""
        self._still = None
        self.viewport().update()

    def paint_over(self, painter: QPainter, shown: QRect) -> None:
        self.is_placed = True
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_selection(painter, self, self.chosen)
        paint_ties(painter, self, self.chosen)
        if self.standing is None:
            paint_tints(painter, self, self.scene_shown, self._times, is_below=True)
            paint_tints(painter, self, self.scene_shown, self._loads, is_below=False)
            paint_marks(painter, self, self.scene_shown, self._marks)
        else:
            paint_standing(painter, self, self.scene_shown, self.standing)
        self.tool.paint_over(painter)
        if self.guest is not None:
            self.guest.paint(painter)
        if self.ghost is not None:
            self.ghost.paint(painter, self)
        if self._refusal is not None:
            paint_pill(painter, self, self._refusal[1], self._refusal[0], tone="illegal")

    @property
    def reach(self) -> float:
        """How far beside a line a click still means it, in diagram units."""
        return BORDER / self.zoom

    def attempt(self, action: Callable[[Document], T]) -> T | None:
        """Edit the map; where it is refused, say why and return None."""
        if self.has_temporary_arrangement():
            self.refused.emit(tr("This map has no drawing yet. Keep the arrangement first, then change it."))
            return None
        try:
            return action(self.session.document)
        except NotAllowed as refusal:
            self.refused.emit(tr_message(refusal.reason))
            return None

    def say_refusal(self, reason: Message | None, pointer: Pointer | None = None) -> None:
        """Show at the pointer why what is dragged may not be put down here; None takes it away."""
        self._refusal = None
        if reason is not None and pointer is not None:
            self._refusal = (tr_message(reason), pointer.screen)

    @property
    def refusal(self) -> str:
        """What is said at the pointer now; empty for nothing."""
        return self._refusal[0] if self._refusal is not None else ""

    def show_ghost(self, ghost: Ghost | None) -> None:
        """Show what a button would make; None takes it away."""
        if ghost is not self.ghost:
            self.ghost = ghost
            self.viewport().update()

    def delete_selection(self, *, heals: bool = True) -> None:
        """Delete what is selected; flows through single steps heal unless heals is false."""
        actions.delete_selection(self, heals=heals)

    def edit_label(self, identifier: str, typed: str = "") -> bool:
        """Let the user type the name of an element; False if it is not shown or has none.

        ``typed`` is the beginning of a new name, otherwise the old one can be changed.
        """
        self.close_editor()
        self.editor = actions.label_editor(self, identifier, typed)
        self._show_pad()
        return self.editor is not None

    def close_editor(self) -> None:
        """Take over the name that is being typed."""
        if self.editor is not None:
            self.editor.finish(keeps=True)

    def label_closed(self) -> None:
        """The field for a name is gone: keys go to the sheet again."""
        self.editor = None
        self.setFocus()
        self._show_pad()

    def set_tool(self, name: str, kind: KindLike | None = None) -> None:
        """Take a tool: select, hand, lasso, space, connect, or create with a kind of element.

        While a case walks through the map its tool stays.
        """
        if self.standing is not None:
            return
        if name == CreateTool.name and kind is not None:
            self.take(CreateTool(self, kind))
        else:
            self.take(TOOLS.get(name, SelectTool)(self))

    def take(self, tool: Tool) -> None:
        """Take a tool that is ready made."""
        self.tool.cancel()
        self.tool.leave()
        self.tool = tool
        self.viewport().setCursor(tool.cursor)
        self._show_pad()
        self.viewport().update()
        self.toolChanged.emit(tool.name)

    def show_walk(
        self,
        standing: Standing | None,
        clicked: Callable[[str], None] = lambda _identifier: None,
        key: Callable[[str], None] = lambda _name: None,
    ) -> None:
        """Show where a case stands and tell what is clicked; None ends it.

        ``key`` is called with "step", "back", "play" or "leave".
        """
        was_walking = self.standing is not None
        self.standing, self.walk_key = standing, key
        if standing is None:
            if was_walking:
                self.set_tool(SelectTool.name)
        elif not was_walking:
            self.close_editor()
            self.take(WalkTool(self, clicked))
        if was_walking is (standing is None):
            self.moved.emit()  # what floats above the map comes or goes
        self.viewport().update()

    def gesture_begins(self) -> None:
        """A drag has begun."""
        self.close_editor()
        self.pad.hide()
        self.moved.emit()

    def gesture_ended(self) -> None:
        """A drag is over."""
        self._refusal = None
        self.viewport().setCursor(self.tool.cursor)
        self._show_pad()
        self.viewport().update()
        self.moved.emit()

    def viewportEvent(self, event: QEvent) -> bool:
        taken = self.input is not None and self.input.takes_from_viewport(event)
        return taken or super().viewportEvent(event)

    def event(self, event: QEvent) -> bool:
        taken = self.input is not None and self.input.takes_from_view(event)
        return taken or super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = menu_for(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._moved()

    def _moved(self) -> None:
        """The sheet moved below what floats above it."""
        if self.editor is not None:
            self.editor.finish(keeps=True)
        if self.pad.isVisible() or self.pad.is_away:
            self.pad.place()
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        was_seen = self.is_placed and actions.is_seen(self, event.oldSize())
        super().resizeEvent(event)
        if self.is_fitted or not self.is_placed:
            self.fit()
        elif was_seen:
            actions.keep_in_view(self)
        self._moved()
