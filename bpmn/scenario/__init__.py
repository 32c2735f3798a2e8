"""The numbers of a system: BPSim scenarios of its maps, read, merged and written."""

from bpmn.scenario.merged import read

__all__ = ["read"]
