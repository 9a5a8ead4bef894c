"""Readings in other forms: JSON lines (lossless), tab separated rows, a table for people."""
