"""From cells to answers: what is accepted, what is held back, and what is remarkable."""
