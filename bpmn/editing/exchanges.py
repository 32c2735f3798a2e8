"""Who takes part in an exchange of a choreography (BPMN 2.0.2, Choreography Activities)."""

from bpmn.editing.diagrams import depictions
from bpmn.editing.edit import edit
from bpmn.editing.naming import refer
from bpmn.editing.parties import bands
from bpmn.editing.places import bands_of
from bpmn.editing.refused import not_allowed
from bpmn.model import BPMNShape, Choreography, ChoreographyActivity, ChoreographyTask, Element, Participant
from bpmn.model.document import Document
from bpmn.xml import names

Pair = tuple[Participant, Participant]
Change = dict[Participant, Participant]


def parties_of(activity: ChoreographyActivity) -> Pair | None:
    """Who asks and who answers in an exchange of two; None where there are not two."""
    both = list(dict.fromkeys(activity.participant_refs))
    first = activity.initiating_participant_ref
    if len(both) != 2 or first not in both:  # noqa: PLR2004 - an exchange of two
        return None
    return both[both.index(first)], both[1 - both.index(first)]


def known_parties(activity: ChoreographyActivity) -> list[Participant]:
    """The participants of the choreography that an exchange belongs to."""
    home = activity.ancestor(Choreography)
    return list(home.participants) if home is not None else []


def engage(document: Document, activity: ChoreographyActivity, name: str, *, asks: bool) -> None:
    """Let the party of this name ask in an exchange, or answer; a new name is a new party.

    The name of the other one lets both change places. Raises NotAllowed with the reason.
    """
    old, home = parties_of(activity), activity.ancestor(Choreography)
    if old is None or home is None:
        raise not_allowed("This exchange has not two parties: draw a new one.")
    if not name.strip():
        raise not_allowed("An exchange needs both parties: write who takes part.")
    with edit(document, "Change parties"):
        new = _after(old, _party(document, home, name.strip()), asks=asks)
        is_swap = new == (old[1], old[0])
        _write(document, activity, dict(zip(old, new, strict=True)), is_swap=is_swap)
        refer(activity, "initiatingParticipantRef", new[0])
        _draw(activity)


def _after(old: Pair, wanted: Participant, *, asks: bool) -> Pair:
    """Who asks and who answers once a party is wanted at one side."""
    kept = old[1] if asks else old[0]
    if wanted == kept:
        return old[1], old[0]
    return (wanted, kept) if asks else (kept, wanted)


def _party(document: Document, home: Choreography, name: str) -> Participant:
    known = next((p for p in home.participants if p.name == name), None)
    if known is not None:
        return known
    values = {"id": document.new_id("Participant"), "name": name}
    node = document.create(Participant.own_tag, values)
    document.append(home.node, node)
    made = document.view(node)
    assert isinstance(made, Participant)
    return made


def _write(
    document: Document,
    activity: ChoreographyActivity,
    change: dict[Participant, Participant],
    *,
    is_swap: bool,
) -> None:
    """Let the exchange and its messages name the new parties; bands keep their places where both swap."""
    by_id = {old.id: new for old, new in change.items()}
    if not is_swap:
        for child in activity.node.iterchildren(names.model("participantRef")):
            new = by_id.get(document.local_id(child, child.text or ""))
            if new is not None and new.id:
                document.set_text(child, new.id)
        for shape in _bands(activity):
            party = shape.bpmn_element
            if isinstance(party, Participant) and party in change:
                refer(shape, "bpmnElement", change[party])
    for flow in activity.message_flow_refs if isinstance(activity, ChoreographyTask) else ():
        for end in ("sourceRef", "targetRef"):
            _lead(flow, end, by_id)


def _lead(flow: Element, end: str, change: dict[str | None, Participant]) -> None:
    new = change.get(flow.document.local_id(flow.node, flow.node.get(end) or ""))
    if new is not None:
        refer(flow, end, new)


def _draw(activity: ChoreographyActivity) -> None:
    """Shade the band of the one who answers."""
    for drawn in depictions(activity):
        if not isinstance(drawn, BPMNShape):
            continue
        kinds = {party: kind for party, _, kind in bands(activity, drawn.bounds)}
        for shape in bands_of(drawn):
            kind = kinds.get(shape.bpmn_element)  # type: ignore[call-overload]
            if kind is not None:
                shape.document.set_attribute(shape.node, "participantBandKind", kind)


def _bands(activity: ChoreographyActivity) -> list[BPMNShape]:
    drawn = (shape for shape in depictions(activity) if isinstance(shape, BPMNShape))
    return [band for shape in drawn for band in bands_of(shape)]
