"""Pictures of charts: by the browser that draws the pages or, where there is none, drawn here."""
