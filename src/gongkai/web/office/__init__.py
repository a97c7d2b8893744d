"""办公平台: the frame that all staff work in. Desk, worklists, search, notices; the apps above fill them."""
