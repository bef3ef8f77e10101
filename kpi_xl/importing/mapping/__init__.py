"""Files that no importer takes as they are: columns guessed, confirmed by the user, and kept as a mapping."""
