"""The Excel tables of a report, each made from the report's material."""
