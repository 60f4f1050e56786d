"""Pages of the newsletter: for readers, and the studio of those who make it."""
