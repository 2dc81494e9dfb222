"""The page För chefer: safe first tasks, and a week of them."""
