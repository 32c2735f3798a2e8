"""How long the search through all situations takes, beside the Rust analyser where it is installed.

Run ``python -m tests.benchmarks.soundness [--peer PYTHON]``. PYTHON is an interpreter that knows
``rust_bpmn_analyzer_bindings`` (in an environment of its own); it runs in a process with a memory limit,
because some of its checks never end. Times are medians of five runs, both warm, in milliseconds. Ours are of the
search alone, which answers all questions, and with reading and compiling; the peer's calls read the text too and
answer one question each: the first of them, and the four that we answer at once.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bpmn.analysis.soundness.explore import explore
from bpmn.analysis.soundness.reduce import reduced
from bpmn.analysis.soundness.soundness import check_net, together
from bpmn.analysis.soundness.stubborn import may_stand_still
from bpmn.analysis.soundness.verdict import Soundness
from bpmn.model.document import Document
from bpmn.semantics import Net, compile_net
from bpmn.system.system import System
from tests.bpmn.system.maps import bpmn, collaboration, event, message, node, pool, process, task

RUNS = 5
WAYS = range(1, 18)
MANY = 20
"""So many ways have more than a million situations."""
FANNED = 13
"""So many processes that another begins have more than two million situations together."""
MEMORY = 3 << 30
PATIENCE = 600
QUESTIONS = ("safeness", "option_to_complete", "proper_completion", "dead_activities")
PEER = f"""
import json, statistics, sys, time
import rust_bpmn_analyzer_bindings as peer
model, answers, times = sys.stdin.read(), {{}}, []
for question in {QUESTIONS!r}:
    answers[question] = getattr(peer, "analyze_" + question)(model).fulfilled
for question in {QUESTIONS!r}:
    ask, spent = getattr(peer, "analyze_" + question), []
    for _ in range({RUNS}):
        begin = time.perf_counter()
        ask(model)
        spent.append((time.perf_counter() - begin) * 1000)
    times.append(statistics.median(spent))
print(json.dumps([answers, times]))
"""

START, END = event("start", "s", None, None), event("end", "e", None, None)


def ways(count: int, split: str = "parallel", join: str = "parallel") -> str:
    """A split into so many ways with a task each, and back."""
    names = [f"t{at}" for at in range(count)]
    flows = ["s>f", *(f"f>{n}" for n in names), *(f"{n}>j" for n in names), "j>e"]
    ends = (node(f"{split}Gateway", "f"), node(f"{join}Gateway", "j"))
    return bpmn(process("p", START, *map(task, names), *ends, END, flows=flows))


def long(count: int) -> str:
    """So many tasks in a row."""
    return bpmn(process("p", START, *(task(f"t{at}") for at in range(count)), END))


def asking(*, answers: bool) -> str:
    """Two processes of which one waits for the other's answer, which may never come."""
    first = process("p", START, task("ask", tag="sendTask"), task("get", tag="receiveTask"), END)
    nodes = [event("start", "hear"), node("exclusiveGateway", "x"), task("tell", tag="sendTask")]
    flows = ["hear>x", "x>tell", "tell>e2"] if answers else ["hear>x", "x>tell", "x>e2", "tell>e2"]
    second = process("q", *nodes, event("end", "e2", None, None), flows=flows)
    pools = (pool("A", "A", "p"), pool("B", "B", "q"))
    return bpmn(collaboration(*pools, message("m", "ask>hear"), message("n", "tell>get")), first, second)


def fan(count: int, width: int = 4) -> str:
    """A process that begins so many others, each with parallel ways."""
    orders = [f"o{at}" for at in range(count)]
    first = process("p", START, *(task(order, tag="sendTask") for order in orders), END)
    pools, flows, others = [pool("P", "P", "p")], [], []
    for at, order in enumerate(orders):
        one = f"l{at}"
        names = [f"{one}t{way}" for way in range(width)]
        fork, join = node("parallelGateway", f"{one}f"), node("parallelGateway", f"{one}j")
        begin, end = event("start", f"{one}s"), event("end", f"{one}e", None, None)
        inner = [f"{one}s>{one}f", *(f"{one}f>{n}" for n in names), *(f"{n}>{one}j" for n in names)]
        others.append(
            process(one, begin, fork, *map(task, names), join, end, flows=[*inner, f"{one}j>{one}e"])
        )
        pools.append(pool(one.upper(), one.upper(), one))
        flows.append(message(f"m{at}", f"{order}>{one}s"))
    return bpmn(collaboration(*pools, *flows), first, *others)


MODELS = {
    **{f"{count} parallel ways": ways(count) for count in WAYS},
    "alternatives": ways(10, "exclusive", "exclusive"),
    "alternatives that meet in parallel": ways(4, "exclusive", "parallel"),
    "parallel ways that meet as alternatives": ways(4, "parallel", "exclusive"),
    "400 tasks in a row": long(400),
    "question and answer": asking(answers=True),
    "question and perhaps an answer": asking(answers=False),
    f"one process that begins {FANNED} others": fan(FANNED),
}


def timed(action: Callable[[], object]) -> float:
    """The median time of a call, after one to warm up, in milliseconds."""
    action()
    times = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        action()
        times.append((time.perf_counter() - begin) * 1000)
    return median(times)


def system(text: str) -> System:
    """The system of one map."""
    return System(Path(), {"one.bpmn": Document.parse(text.encode(), "one.bpmn")}, is_folder=False)


def ours(found: Soundness) -> dict[str, bool | None]:
    """Our answers to the peer's questions."""
    dead = None if found.dead_activities is None else not found.dead_activities
    said = (found.safe, found.option_to_complete, found.proper_completion, dead)
    return dict(zip(QUESTIONS, said, strict=True))


def peers(python: Path, text: str) -> tuple[dict[str, bool], list[float]] | None:
    """The peer's answers and its time for each; None if it ran out of memory or patience, or broke down."""
    try:
        done = subprocess.run(
            [str(python), "-c", PEER], input=text, capture_output=True, text=True, timeout=PATIENCE, check=True,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
        )  # fmt: skip
    except (subprocess.SubprocessError, OSError) as error:
        print(f"    the peer gave no answer: {type(error).__name__}")
        return None
    answers, spent = json.loads(done.stdout)
    return answers, spent


def compare(name: str, text: str, python: Path | None) -> None:
    """Print one row: our times, and the peer's with what it says otherwise."""
    net = compile_net(system(text))
    search = timed(lambda: check_net(net))
    whole = timed(lambda: together(system(text)))
    found = check_net(net)
    print(f"{name:42}{search:10.3f}{whole:10.2f}{found.states:10}", end="")
    said = peers(python, text) if python else None
    if said is None:
        print()
        return
    answers, spent = said
    mine = ours(found)
    other = [question for question, answer in answers.items() if answer != mine[question]]
    print(f"{spent[0]:12.3f}{sum(spent):12.3f}  {'the same' if not other else 'other: ' + ', '.join(other)}")


def together_at_once(net: Net) -> None:
    """Print how far the search of all processes together comes, which components make needless."""
    begin = time.perf_counter()
    graph = explore(reduced(net).net)
    spent = time.perf_counter() - begin
    told = "all" if graph.is_complete else "given up"
    print(
        f"one process that begins {FANNED} others, together: {len(graph.markings):,}, {told}, {spent:.2f} s"
    )


def million(net: Net) -> None:
    """Print how long it takes to visit more than a million situations one by one."""
    begin = time.perf_counter()
    graph = explore(net)
    spent = time.perf_counter() - begin
    print(f"{len(graph.markings):,} situations, {len(graph.targets):,} steps, one by one: {spent:.2f} s")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer", type=Path, help="a Python that has rust_bpmn_analyzer_bindings")
    parser.add_argument("--without-million", action="store_true")
    options = parser.parse_args()
    if options.peer is None:
        print("Without the peer: name a Python that has rust_bpmn_analyzer_bindings by --peer.")
    print(f"{'model':42}{'search':>10}{'in all':>10}{'states':>10}{'peer safe':>12}{'peer all':>12}  answers")
    for name, text in MODELS.items():
        compare(name, text, options.peer)
    net = compile_net(system(ways(max(WAYS))))
    plain = reduced(net, fuse=False).net
    print(f"{max(WAYS)} ways, every situation one by one: {timed(lambda: explore(plain)):.0f} ms")
    print(f"{max(WAYS)} ways, standing still alone: {timed(lambda: may_stand_still(plain, 1000)):.2f} ms")
    if not options.without_million:
        million(compile_net(system(ways(MANY))))
        together_at_once(compile_net(system(fan(FANNED))))


if __name__ == "__main__":
    sys.exit(main())
