"""The first page: the state in brief, who has moved, and who has not answered."""
