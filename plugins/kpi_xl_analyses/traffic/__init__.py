"""Where visits to the site come from, and what they lead to."""
