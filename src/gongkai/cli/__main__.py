"""`python -m gongkai.cli`: the same as `gongkai`, for a process that knows only its interpreter."""

from gongkai.cli import main

main()
