"""Numbers go with the element they belong to."""

from bpmn.editing.happened import Happened
from bpmn.model.journal import Remove
from bpmn.scenario.edit import forget


def numbers_go_with_their_element(happened: Happened) -> None:
    """Take the BPSim parameters of elements that are gone out of every scenario of the map."""
    document = happened.document
    removed = (change.node for change in happened.transaction.changes if isinstance(change, Remove))
    tops = [node for node in removed if not document.holds(node)]
    gone = {str(node.get("id")) for top in tops for node in top.iter("*") if node.get("id")}
    lost = {identifier for identifier in gone if document.node(identifier) is None}
    if lost:
        forget(document, lost)
