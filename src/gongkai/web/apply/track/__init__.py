"""查询进度: the applicant follows his application and does what is his to do."""
