"""The application: a portal for everyone, and later an office for the staff. Django, server-rendered."""
