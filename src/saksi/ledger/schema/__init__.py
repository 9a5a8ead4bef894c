"""The migrations: ``NNNN.sql``, applied in the order of their numbers."""
