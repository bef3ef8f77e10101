"""What does not add up in a file that can be read: told with its numbers and what to do, never repaired."""
