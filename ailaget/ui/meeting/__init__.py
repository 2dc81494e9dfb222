"""The page Möte: meetings, agenda, outcomes, goals, the projector and the minutes."""
