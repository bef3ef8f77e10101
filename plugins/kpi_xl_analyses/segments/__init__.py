"""The same rate in parts of the business: places, people, campaigns, mailings."""
