"""Writes the report of a decision into a file for those who decide."""

from pathlib import Path
from typing import TYPE_CHECKING

from app.export.document_pdf import document_pdf
from app.panels.chart_view import WORDS
from app.translate import language, tr
from bpmn.report.blocks import blocks_html
from bpmn.report.decision import About, decision
from bpmn.xml import file

if TYPE_CHECKING:
    from app.window.main_window import MainWindow


def export_report(window: "MainWindow") -> None:
    """Ask for a file and write the report on all initiatives as they were judged last."""
    found = window.system.analyses.judged.improvement
    folder = window.workspace.folder
    if found is None or folder is None:
        window.say(tr("Judge the initiatives first."))
        return
    title = tr("Initiatives of {name}", name=folder.name)
    path = window.files.ask.report_to_write(folder.parent / f"{folder.name}-initiatives.html")
    if path is None:
        return
    way = "--quick" if found.seed is None else f"--seed {found.seed}"
    command = f'wholeflow improve "{folder.name}" {way} --report "{path.name}"'
    blocks = decision(
        found, About(title, command, _method(window), window.workspace.facts.facts.initiatives), WORDS
    )
    data = (
        document_pdf(blocks, title)
        if path.suffix == ".pdf"
        else blocks_html(blocks, title, language()).encode()
    )
    try:
        file.save(path, data)
    except OSError as error:
        window.files.ask.tell(tr("The report was not written"), f"{error.strerror}: {path}")
        return
    window.say(tr("Report written: {name}", name=Path(path).name))


def _method(window: "MainWindow") -> str:
    """How it was computed, and which maps were not saved then."""
    found = window.system.analyses.judged.improvement
    is_sure = found is not None and found.seed is not None
    told = tr("By simulation, before and after.") if is_sure else tr("Estimated by queueing.")
    unsaved = window.system.analyses.unsaved
    if unsaved:
        told += " " + tr("It counts unsaved changes in {maps}.", maps=", ".join(unsaved))
    return told
