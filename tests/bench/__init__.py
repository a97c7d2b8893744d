"""Speed, measured: each module gives rows, `script/bench` prints them. Nothing here asserts a time."""
