"""One question each: query, statistic and figure together, without Streamlit."""
