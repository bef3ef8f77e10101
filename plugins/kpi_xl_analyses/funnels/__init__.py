"""From being seen to coming back: the steps of a business, forwards and backwards."""
