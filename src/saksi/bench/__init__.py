"""Measuring: readings in the exchange form of the suites, the suites, and the floors that results may not fall below."""
