"""The official form (年度报告格式) as data: one YAML file a form, read into frozen values."""
