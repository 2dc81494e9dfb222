"""The page Goda exempel: what others have done, where, and what was stopped."""
