"""期限计算: the public calculator of reply periods. The engine is the regulation's own; nothing is kept."""
