"""The way of a survey into the figures: what was understood, what would change, what was done."""
