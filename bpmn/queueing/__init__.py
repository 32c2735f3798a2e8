"""The immediate numbers: load, waits and lead times of a system by queueing theory."""
