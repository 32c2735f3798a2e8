"""The immediate numbers: load, waits and lead times of a system by queueing theory.

``analyse.analyse(system, links, scenario)`` gives everything once. Who asks again and again makes a
``model.Model(system, links, scenario)`` and calls ``evaluate(changes, whole=…)``: ``changes`` are whole
parameters by element, ``whole`` leaves out all but metrics, promises and loads.

``Analysis.partition`` parts the lead time by cause and place; its parts add up to it, so that two of them
tell where the wait went.

From maps to numbers: ``drafts`` numbers the flow nodes, ``compile`` makes a step of each, ``assembly`` puts
them together to a net, and again where numbers change; ``frame`` holds what then stays (``tokens``,
``paths``, ``layout``), ``routing`` solves the traffic, ``network`` the queues, ``spells`` and ``clock`` the
times, ``distribution`` their spread, ``numbers`` says it all.
"""
