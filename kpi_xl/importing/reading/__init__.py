"""From text cells to canonical values, as SQL over whole files."""
