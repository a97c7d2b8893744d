"""A kind of row that only tests have, with sealed columns."""
