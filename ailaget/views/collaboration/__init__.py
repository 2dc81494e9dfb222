"""The page Samverkan: groups for a shared position, partners near, and who works together today."""
