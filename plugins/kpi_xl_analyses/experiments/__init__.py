"""Experiments: what they show, and how large they have to be."""
