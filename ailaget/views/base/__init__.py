"""What every view is made of: the selection, rows, classes, goals, and what a view gives back."""
