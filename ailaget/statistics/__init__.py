"""Statistics as pure functions on aligned series."""
