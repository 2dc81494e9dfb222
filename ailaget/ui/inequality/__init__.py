"""The page Ojämlikhet: its sections, controls and lists."""
