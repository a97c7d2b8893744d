"""案件: a kind of thing that only tests have: with a table of acts, a list, a page, and a place on the desk."""
