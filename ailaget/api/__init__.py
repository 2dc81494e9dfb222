"""Open data: the figures that readers see, for programs, under ``/api/v1``."""
