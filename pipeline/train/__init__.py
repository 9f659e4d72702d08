"""Learning: labelled sentences become a model folder, and a model folder with gold becomes figures."""
