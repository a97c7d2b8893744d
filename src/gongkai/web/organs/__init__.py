"""行政机关: the organs and their tree. Everything else on the site belongs to one of them."""
