"""Reading: bytes of any supported format become a Document."""
