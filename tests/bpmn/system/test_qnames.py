"""What a reference means among all maps."""

from bpmn.model import CallActivity, Process
from bpmn.system.qnames import Problem, Resolution
from bpmn.system.seen import Reference
from bpmn.system.surveys import surveys
from bpmn.system.system import System
from tests.bpmn.system.maps import a_system, bpmn, key, process, task


def meant(system: System, text: str, kind: type = Process) -> Resolution:
    """What a QName means that is written in the map "one"."""
    document = system.document("one.bpmn")
    call = document.all(CallActivity)[0]
    reference = Reference(text, *document.resolve_qname(call.node, text))
    return surveys(system).resolve("one.bpmn", reference, kind)


def caller(*parts: str, **more: object) -> str:
    return bpmn(process("own", task("call", tag="callActivity")), *parts, **more)  # type: ignore[arg-type]


CHECK = process("check", task("t"))


def test_a_bare_name_is_first_an_id_of_its_own_map():
    system = a_system(one=caller(CHECK), two=bpmn(CHECK))

    assert meant(system, "check").key == key("one.check")


def test_a_bare_name_is_looked_for_in_imported_maps_before_others():
    one = caller(imports=[("urn:test", "two.bpmn")])
    system = a_system(one=one, two=bpmn(CHECK), zoo=bpmn(CHECK))

    assert meant(system, "check").key == key("two.check")


def test_a_bare_name_that_several_maps_know_is_ambiguous():
    found = meant(a_system(one=caller(), two=bpmn(CHECK), zoo=bpmn(CHECK)), "check")

    assert found.problem is Problem.AMBIGUOUS
    assert found.key is None
    assert len(found.candidates) == 2


def test_a_prefix_leads_to_the_maps_of_its_namespace():
    one = caller(z="urn:zoo")
    system = a_system(one=one, two=bpmn(CHECK), zoo=bpmn(CHECK, space="urn:zoo"))

    assert meant(system, "z:check").key == key("zoo.check")


def test_an_imported_map_goes_before_others_of_its_namespace():
    one = caller(z="urn:zoo", imports=[("urn:zoo", "sub/../zoo.bpmn")])
    system = a_system(one=one, two=bpmn(CHECK, space="urn:zoo"), zoo=bpmn(CHECK, space="urn:zoo"))

    assert meant(system, "z:check").key == key("zoo.check")


def test_a_prefix_that_is_not_bound_makes_an_id():
    found = meant(a_system(one=caller()), "x:check")

    assert found.problem is Problem.UNBOUND


def test_a_target_of_another_kind_is_wrong():
    assert (
        meant(a_system(one=caller(), two=bpmn(process("p", task("check")))), "check").problem
        is Problem.WRONG_TYPE
    )


def test_nothing_anywhere_is_missing():
    assert meant(a_system(one=caller()), "gone").problem is Problem.MISSING
