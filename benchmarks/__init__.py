"""What a filter change, a first visit, a crowd and a large file cost; run by `make bench`."""
