"""The survey to send out: an Excel template that comes back in, and a codebook for print."""
