"""A report of several charts, as a presentation and as pages for A4 paper."""
