"""Platforms side by side."""
