"""Who may come, who may edit, and how much at once: decided before Streamlit sees a request."""
