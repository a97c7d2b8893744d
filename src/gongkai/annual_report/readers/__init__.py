"""From a paper to a report, one stage a module: bytes → text (decode) → rows and paragraphs (blocks) → sections, title
and matched cells → reading. Everything anchors on the form's labels; nothing knows a line number or a file."""
