"""Out: labelled documents become files."""
