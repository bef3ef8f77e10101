"""Published methods as pure functions of numbers; what each is checked against stands in its tests."""
