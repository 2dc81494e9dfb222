"""The page Kommun's first screen: the next step, who is ahead, and the way to answer."""
