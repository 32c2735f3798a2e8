"""How BPMN looks, without Qt: symbols, connectors, labels, colours and SVG."""
