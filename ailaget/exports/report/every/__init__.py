"""Reports of every municipality, county or group, by many processes, as one file."""
