"""What money brought, and where the next of it should go."""
