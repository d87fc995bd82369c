"""Places, problems and errors: the words every layer shares."""
