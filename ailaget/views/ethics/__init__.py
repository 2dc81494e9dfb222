"""The page Etik och data: what AI is trained on, how protected it is, and what the law asks for."""
