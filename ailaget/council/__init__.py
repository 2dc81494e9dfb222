"""The council's own records: meetings, decisions and goals."""
