"""Rows to terminal, JSON, CSV and XLSX. Knows rows, not storage."""
