"""Verdicts in words, signs and colours."""

from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from app import theme
from app.icons import mark
from app.translate import tr_message
from app.widgets import column, label
from bpmn.base.message import Message, message
from bpmn.improvement.verdict import Judgement, SubLabel, Verdict


class VerdictLook(NamedTuple):
    """The token of a verdict, its word, and what it means."""

    token: str
    word: Message
    meaning: Message


LOOKS: dict[Verdict, VerdictLook] = {
    Verdict.ALIGNED: VerdictLook("aligned", message("Aligned"), message("good for the owner and the whole")),
    Verdict.SACRIFICE: VerdictLook(
        "sacrifice", message("Sacrifice"), message("costs the owner, helps the whole: protect his number")
    ),
    Verdict.HIDDEN_LEVER: VerdictLook(
        "hiddenLever", message("Hidden lever"), message("the owner sees nothing, the whole gains")
    ),
    Verdict.TRADE_OFF: VerdictLook("tradeoff", message("Trade-off"), message("price it")),
    Verdict.WASTED: VerdictLook("wasted", message("Wasted"), message("the customer does not notice")),
    Verdict.NO_EFFECT: VerdictLook("noEffect", message("No effect"), message("nothing changes")),
    Verdict.COST_WITHOUT_EFFECT: VerdictLook(
        "costOnly", message("Cost without effect"), message("the owner pays, nobody gains")
    ),
    Verdict.SUB_OPTIMISATION: VerdictLook(
        "subopt", message("Sub-optimisation"), message("good for the owner, bad for the whole")
    ),
    Verdict.HARMFUL: VerdictLook("harmful", message("Harmful"), message("bad for the whole")),
    Verdict.UNDECIDED: VerdictLook(
        "undecided", message("Undecided"), message("the numbers do not decide it")
    ),
}
JUDGEMENTS: dict[Judgement, tuple[str, str, Message]] = {
    Judgement.BETTER: ("better", "↑", message("better")),
    Judgement.WORSE: ("worse", "↓", message("worse")),
    Judgement.SAME: ("same", "–", message("same")),
    Judgement.UNDECIDED: ("undecided", "?", message("undecided")),
}
SUB_LABELS: dict[SubLabel, Message] = {
    SubLabel.TRANSFER: message("The waiting only moved to somebody else."),
    SubLabel.MOVED: message("The waiting moved to where the owner does not look."),
    SubLabel.UNSTABLE: message("A team can no longer keep up."),
    SubLabel.CONDITIONAL: message("The word changes within what people believe about the numbers."),
    SubLabel.DILUTED: message("Only a part of the owner's gain reaches the customer."),
}


class VerdictChip(QWidget):
    """The verdict as a small pill: sign and word."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__()
        self._look = LOOKS[verdict]
        self.setAccessibleName(tr_message(self._look.word))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(tr_message(self._look.word)) + 38, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, self.rect(), self._look)
        painter.end()


def paint_chip(painter: QPainter, place: QRect, look: VerdictLook) -> None:
    """Paint the pill of a verdict."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    is_bare = theme.current_name() == theme.HIGH_CONTRAST or look is LOOKS[Verdict.UNDECIDED]
    painter.setPen(theme.colour(look.token) if is_bare else Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(f"{look.token}Soft"))
    painter.drawRoundedRect(place.adjusted(0, 0, -1, -1), 10, 10)
    painter.drawPixmap(place.left() + 6, place.top() + 3, mark(look.token, 14))
    painter.setPen(theme.colour(look.token))
    painter.setFont(theme.font("small", bold=True))
    painter.drawText(place.adjusted(25, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, tr_message(look.word))


class VerdictBanner(QFrame):
    """The answer: the sign, the word and one sentence."""

    def __init__(self, verdict: Verdict, sentence: str) -> None:
        super().__init__()
        look = LOOKS[verdict]
        tokens = theme.current()
        self.setObjectName("verdict")
        self.setStyleSheet(
            f"QFrame#verdict {{ background: {tokens[f'{look.token}Soft']}; border-radius: 8px;"
            f" border: 1px solid {tokens[look.token]}; }}"
        )
        sign = label("")
        sign.setPixmap(mark(look.token, 44))
        sign.setFixedWidth(44)
        word = label(f"{tr_message(look.word)} · {tr_message(look.meaning)}")
        word.setStyleSheet(f"color: {tokens[look.token]}; font-weight: 600;")
        self.sentence = label(sentence, "verdictSentence", wraps=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(16)
        layout.addWidget(sign)
        layout.addWidget(column(word, 2, self.sentence), 1)
        self.setAccessibleName(f"{tr_message(look.word)}. {sentence}")
