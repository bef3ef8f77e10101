"""The Excel add-in kpi_xl.xlam: made from functions.toml and the VBA in `code`, without Excel."""
