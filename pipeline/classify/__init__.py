"""Classification: sentences in their context become calibrated scores."""
