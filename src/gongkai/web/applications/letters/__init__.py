"""文书 of a case: what the record knows of a letter, the letter drafted from it, the files that it becomes."""
