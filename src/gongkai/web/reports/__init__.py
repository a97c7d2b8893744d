"""年度报告: reports as filed and read, shown, compared with nothing but themselves, and tried without being kept."""
