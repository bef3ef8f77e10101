"""Every host of the worksheet functions, driven by one table of cases (cases.yaml)."""
