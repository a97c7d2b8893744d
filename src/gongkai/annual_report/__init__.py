"""The annual report (政府信息公开工作年度报告) as data: its official form, its readers, its checks."""
