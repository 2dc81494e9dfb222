"""All entries of practice as rows of tables, for those who look after them and who check them."""
