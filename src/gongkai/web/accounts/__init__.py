"""人员、岗位和权限: who someone is, which roles he holds in which organ, and what he may do there."""
