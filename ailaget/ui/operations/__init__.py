"""What who runs the server sees of it: probes, logs, metrics, and how it stops."""
