"""What comes with the application: samples, rule pages, translations."""
