"""What makes pages come sooner, and rests on how Streamlit and plotly work inside."""
