"""How the tables came to be, step by step; applied by :mod:`pipeline.store.schema`."""
