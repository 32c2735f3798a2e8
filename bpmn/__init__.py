"""BPMN 2.0 without a window: files, model, drawing, editing, systems, analysis and reports."""
