"""The frame around the pages: navigation, controls, address and what readers share."""
