"""Judges proposed changes by what they do locally and from customer to customer."""
