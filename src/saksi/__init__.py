"""Saksi reads news and keeps a ledger of testimony."""
