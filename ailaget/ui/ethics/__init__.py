"""The page Etik och data: what those who edit see of it besides."""
