"""An organ's own letter templates (DOCX): made, checked and filled without letting them run anything."""
