"""What the pages of examples, courses and first tasks share."""
