"""Tools: pointer and keys become one call of bpmn.editing."""
