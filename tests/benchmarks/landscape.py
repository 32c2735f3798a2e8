"""How long it takes to draw a landscape, and how many lines run on top of others.

Run with ``python -m tests.benchmarks.landscape [processes …]``; without numbers 12, 40 and 100. Systems are drawn
from a seed: customers, chains, circles, helpers and loose processes, about two lines per process.
"""

import sys
import time
from itertools import pairwise

from bpmn.notation.drawing import drawing_bounds
from bpmn.system.landscape import draw
from bpmn.system.landscape_arrange import arrange
from bpmn.system.landscape_model import model_of
from bpmn.system.links import find_links, survey
from tests.bpmn.system import geometry
from tests.bpmn.system.generated import generated_system

SIZES = (12, 40, 100)
SEED = 3


def main(sizes: list[int]) -> None:
    """Draw systems of these sizes whole and print the processor seconds of each stage."""
    for size in sizes:
        system = generated_system(SEED, size)
        seen = survey(system)
        links = find_links(system, seen)
        times = [time.process_time()]
        model = model_of(system, seen.places, links)
        times.append(time.process_time())
        plan = arrange(model)
        times.append(time.process_time())
        picture = draw(plan)
        times.append(time.process_time())
        placed, arranged, drawn = (after - before for before, after in pairwise(times))
        bounds = drawing_bounds(picture.drawing)
        assert bounds is not None
        print(
            f"{size} processes, {len(model.connections)} lines: model {placed:.2f} s, arrange {arranged:.2f} s, "
            f"draw {drawn:.2f} s, {bounds.width:.0f} x {bounds.height:.0f}, "
            f"{len(geometry.lines_through_boxes(plan))} lines through boxes"
        )


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
