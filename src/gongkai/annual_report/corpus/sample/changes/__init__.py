"""Changes of a draft: its cells, its tables, its headings. Each is one variant met in published reports."""
