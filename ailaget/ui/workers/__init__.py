"""Several processes behind one port: a front that hands out connections, and those who answer."""
