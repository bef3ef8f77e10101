"""Answering what people write."""
