"""The one look of all pages: base templates, components, colours and type, error pages. No models."""
