"""The checks between maps, one per file; ``RULES`` lists them in the order in which they run."""

from bpmn.analysis.rule import Rule
from bpmn.analysis.system_rules import (
    a01_broken_reference,
    a02_ambiguous_link,
    a03_dangling_producer,
    a04_dangling_consumer,
    a05_orphan_process,
    a06_never_triggered,
    a07_dead_end,
    a10_call_cycle,
    a13_off_page_link,
    a14_message_inside,
    c01_no_answer,
    c02_silent_end,
    c03_nobody_asked,
)

RULES: tuple[Rule, ...] = (
    a01_broken_reference.RULE,
    a02_ambiguous_link.RULE,
    a03_dangling_producer.RULE,
    a04_dangling_consumer.RULE,
    a05_orphan_process.RULE,
    a06_never_triggered.RULE,
    a07_dead_end.RULE,
    a10_call_cycle.RULE,
    a13_off_page_link.RULE,
    a14_message_inside.RULE,
    c01_no_answer.RULE,
    c02_silent_end.RULE,
    c03_nobody_asked.RULE,
)
