"""Work on files from outside, in a process of its own with limits of time and memory."""
