"""运行维护: how the site is kept running: backup and restore, the worker, and the page that says how all stands."""
