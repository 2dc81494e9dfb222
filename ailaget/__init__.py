"""AI-läget: how AI staffing and AI maturity are spread over Sweden's 290 municipalities."""
