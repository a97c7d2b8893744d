"""遮挡: removing what may not be disclosed from a copy, so that nothing of it is left in the file."""
