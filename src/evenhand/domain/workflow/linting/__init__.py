"""What can be said of a workflow before it runs, one module for each kind of question."""
