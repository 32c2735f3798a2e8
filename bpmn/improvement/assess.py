"""Everything that is said about one initiative: the verdict, how firmly it stands, and why."""

from dataclasses import replace

from bpmn.base.finding import Finding
from bpmn.improvement import forecasts
from bpmn.improvement.break_even import break_even
from bpmn.improvement.cause_chain import bottleneck, cause_chain
from bpmn.improvement.companion import companion
from bpmn.improvement.effects import InitiativeEffect
from bpmn.improvement.engine import Engine
from bpmn.improvement.gates import plan_gate, system_gate
from bpmn.improvement.initiative import Proposal
from bpmn.improvement.judge import judge_proposal
from bpmn.improvement.new_findings import new_findings
from bpmn.improvement.robustness import robustness
from bpmn.improvement.structure import NewMap
from bpmn.improvement.verdict import SubLabel
from bpmn.improvement.workbench import Workbench


def assess(bench: Workbench, proposal: Proposal, engine: Engine) -> InitiativeEffect:
    """A judged initiative with all that explains it. Raises CannotApply."""
    effect = judge_proposal(bench, proposal, engine)
    robust = robustness(bench, proposal)
    if robust is not None and robust.holds < robust.draws and SubLabel.CONDITIONAL not in effect.sub_labels:
        effect = replace(effect, sub_labels=(*effect.sub_labels, SubLabel.CONDITIONAL))
    effect = replace(
        effect,
        break_even=break_even(bench, proposal),
        robustness=robust,
        companion=companion(bench, proposal, effect),
        chain=cause_chain(bench, proposal, effect.after, effect.moved),
        bottleneck=bottleneck(bench.base, effect.after, str(bench.scenario.time_unit)),
        plan_gate=plan_gate(proposal.fact),
        new_findings=_findings(bench, proposal),
        realised=tuple(forecasts.told(bench.facts, proposal.fact)),
    )
    return replace(effect, system_gate=system_gate(effect))


def _findings(bench: Workbench, proposal: Proposal) -> tuple[Finding, ...]:
    """What the checks find that they did not find before; maps that stay need no second look."""
    if not any(isinstance(one, NewMap) for one in proposal.plan.structure):
        return ()
    return new_findings(bench.system, bench.variant(proposal.plan).system)
