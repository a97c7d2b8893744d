"""The calendar of working days: holiday notices that the office enters, and what they move."""
