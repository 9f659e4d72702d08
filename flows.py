"""The flows: when Gestand runs, on what, and what it reports (Prefect lives here only)."""
