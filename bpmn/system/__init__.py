"""A folder of maps as one system: what joins them and what people said about it."""
