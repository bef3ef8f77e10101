"""KPIs against targets, benchmarks and their own past."""
