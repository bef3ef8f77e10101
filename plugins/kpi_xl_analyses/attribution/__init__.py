"""Which channel is to be thanked for a conversion."""
