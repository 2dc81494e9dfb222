"""How unequal, between whom, growing or shrinking, where, who is left behind, how certain."""
