"""What may be shown of protected questions: decided and audited in one place, for all ways out."""
