"""Reading and writing BPMN files so that untouched parts stay byte for byte."""
