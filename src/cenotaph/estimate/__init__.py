"""5: lists of the named dead -> how many are on none of them, or why no honest number exists."""
