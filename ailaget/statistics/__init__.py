"""Pure statistics on aligned Series: survey estimates, inequality, convergence, space and peers."""
