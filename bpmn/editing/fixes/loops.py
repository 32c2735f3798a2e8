"""Fixes for what is done several times: a limit for a loop, a receiver that takes each one."""

from bpmn.base.fix import FixAction
from bpmn.editing.connect import connect
from bpmn.editing.fixes.drawing import follow
from bpmn.editing.fixes.places import Maps, first, leads_to
from bpmn.editing.properties import set_loop
from bpmn.editing.refused import not_allowed
from bpmn.editing.rename import rename
from bpmn.model import Activity, Gateway

DECIDE = "Decide what to do"
STANDARD = "3"


def limit_loop(maps: Maps, action: FixAction) -> None:
    """Lead out of a loop after some rounds: somebody decides, and the case goes on where the loop is left."""
    gateway = first(maps, action, Gateway)
    targets = [flow.target_ref for flow in gateway.outgoing_flows if flow.target_ref is not None]
    leaving = [target for target in targets if target != gateway and not leads_to(target, gateway)]
    if not leaving:
        raise not_allowed("This loop has no way out that could be taken earlier: add one by hand.")
    step = follow(gateway, "userTask", DECIDE)
    flow = next(flow for flow in gateway.outgoing_flows if flow.target_ref == step)
    rename(gateway.document, flow, f"After {action.argument('times') or STANDARD} rounds")
    connect(gateway.document, step, leaving[0])


def receive_all(maps: Maps, action: FixAction) -> None:
    """Let a step receive one thing after the other, as many as are sent."""
    step = first(maps, action, Activity)
    set_loop(step.document, step, "sequential")
