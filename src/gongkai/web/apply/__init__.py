"""The public side of applications (依申请公开): apply, follow, answer. Nobody needs an account here."""
