"""What is shown to people and programs: one module per noun, its queries and the shape of their rows."""
