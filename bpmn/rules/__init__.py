"""What BPMN allows: which elements connect, contain and hold each other, and why not."""
