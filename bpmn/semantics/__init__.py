"""How processes behave: one net of places and transitions for a whole system, and its one firing rule.

``compile_net(system)`` makes the net, ``initial``, ``enabled`` and ``fire`` play it.
"""

from bpmn.semantics.compile import compile_net
from bpmn.semantics.net import Action, Net, Note, Place, PlaceKind, Scope, Sends, Transition
from bpmn.semantics.tokens import Marking, TooManyTokens, enabled, fire, initial, is_final, marked

__all__ = [
    "Action",
    "Marking",
    "Net",
    "Note",
    "Place",
    "PlaceKind",
    "Scope",
    "Sends",
    "TooManyTokens",
    "Transition",
    "compile_net",
    "enabled",
    "fire",
    "initial",
    "is_final",
    "marked",
]
