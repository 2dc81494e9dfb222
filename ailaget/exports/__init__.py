"""Tables and charts as files for Swedish Excel, Word and PowerPoint."""
