"""What is written, in PostgreSQL instead of in the working folder: for more than one machine."""
