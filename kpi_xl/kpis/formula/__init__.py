"""The formula language: text in, a checked tree out."""
