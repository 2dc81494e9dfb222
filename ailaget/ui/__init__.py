"""The frame around the pages: navigation, controls, address and the only cache."""
