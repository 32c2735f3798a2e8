"""Checks the simulation data of a file against the structure of BPSim 2.0: order, names, required attributes."""

from lxml import etree

BPSIM = "http://www.bpsim.org/schemas/2.0"
TIMES = (
    "TransferTime", "QueueTime", "WaitTime", "SetUpTime", "ProcessingTime", "ValidationTime", "ReworkTime", "LagTime",
    "Duration", "ElapsedTime",
)  # fmt: skip
GROUPS = {
    "TimeParameters": TIMES,
    "ControlParameters": ("Probability", "Condition", "InterTriggerTimer", "TriggerCount"),
    "ResourceParameters": ("Selection", "Availability", "Quantity", "Role"),
    "PriorityParameters": ("Interruptible", "Priority"),
    "CostParameters": ("FixedCost", "UnitCost"),
    "PropertyParameters": ("Property", "QueueLength"),
}
PARAMETERS = {name for names in GROUPS.values() for name in names} | {"Start", "Warmup"}
REPEATED = {"Scenario", "ElementParameters", "Calendar", "VendorExtension", "Role", "Property"}
CHILDREN = {
    "BPSimData": ("Scenario",),
    "Scenario": ("ScenarioParameters", "ElementParameters", "Calendar", "VendorExtension"),
    "ScenarioParameters": ("Start", "Duration", "Warmup", "PropertyParameters"),
    "ElementParameters": (*GROUPS, "VendorExtension"),
    "UserDistribution": ("UserDistributionDataPoint",),
    **GROUPS,
}
VALUES = {
    "StringParameter": {"value"}, "NumericParameter": {"value"}, "FloatingParameter": {"value"},
    "BooleanParameter": {"value"}, "DurationParameter": {"value"}, "DateTimeParameter": {"value"},
    "EnumParameter": set(), "ExpressionParameter": {"value"}, "BetaDistribution": {"shape", "scale"},
    "BinomialDistribution": {"probability", "trials"}, "ErlangDistribution": {"mean", "k"},
    "GammaDistribution": {"shape", "scale"}, "LogNormalDistribution": {"mean", "standardDeviation"},
    "NegativeExponentialDistribution": {"mean"}, "NormalDistribution": {"mean", "standardDeviation"},
    "PoissonDistribution": {"mean"}, "TriangularDistribution": {"mode", "min", "max"},
    "TruncatedNormalDistribution": {"mean", "standardDeviation", "min", "max"}, "UniformDistribution": {"min", "max"},
    "UserDistribution": set(), "WeibullDistribution": {"shape", "scale"},
}  # fmt: skip
OPTIONAL = {"validFor", "instance", "result", "resultTimeStamp"}
UNTIMED = {
    "StringParameter",
    "BooleanParameter",
    "DurationParameter",
    "DateTimeParameter",
    "ExpressionParameter",
}
UNITS = {"ms", "s", "min", "hour", "day", "year"}


def structure_errors(data: bytes) -> list[str]:
    """What is wrong with the simulation data of a file; empty if nothing is."""
    root = etree.fromstring(data)
    errors = []
    ids = {calendar.get("id") for calendar in root.iter(f"{{{BPSIM}}}Calendar")}
    for node in root.iter(f"{{{BPSIM}}}*"):
        local = etree.QName(node).localname
        errors += [f"{local}: {wrong}" for wrong in _wrong(node, local)]
        if node.get("validFor", "") not in {"", *ids}:
            errors.append(f"{local}: no calendar {node.get('validFor')}")
    for relationship in root.iter("{*}relationship"):
        names = [etree.QName(child).localname for child in relationship]
        if names != ["extensionElements", "source", "target"]:
            errors.append(f"relationship holds {names}")
    return errors


def _wrong(node, local):
    names = [etree.QName(child).localname for child in node.iterchildren("*")]
    yield from _wrong_value(node, local)
    yield from _wrong_order(names, local)
    if local in PARAMETERS and not set(names) <= {"ResultRequest", *VALUES}:
        yield f"values {names}"
    if local == "VendorExtension" and (len(names) > 1 or not node.get("name")):
        yield f"extension {names}"
    if local == "ElementParameters" and not node.get("elementRef"):
        yield "no element"


def _wrong_value(node, local):
    if local in VALUES:
        allowed = VALUES[local] | OPTIONAL | (set() if local in UNTIMED else {"timeUnit", "discrete"})
        if not VALUES[local] <= set(node.attrib) <= allowed:
            yield f"attributes {sorted(node.attrib)}"
        if node.get("timeUnit", "min") not in UNITS:
            yield f"unit {node.get('timeUnit')}"


def _wrong_order(names, local):
    if local in CHILDREN and local not in PARAMETERS:
        order = CHILDREN[local]
        if any(name not in order for name in names):
            yield f"holds {names}"
        elif names != sorted(names, key=order.index):
            yield f"order {names}"
        if any(names.count(name) > 1 for name in set(names) - REPEATED - {"UserDistributionDataPoint"}):
            yield f"twice {names}"
