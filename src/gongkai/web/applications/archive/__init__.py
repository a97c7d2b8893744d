"""归档: one file a case (一案一档), and what may be destroyed when its time is over."""
