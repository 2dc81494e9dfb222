"""Who may do what: the provider that people sign in with, roles, and how long a session lasts."""
