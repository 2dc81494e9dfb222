"""One county or SKR group against the rest: figures, spread, trend, ranking and answers."""
