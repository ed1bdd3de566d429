"""From meaning to Python: names, annotations, literals, docstrings, and the views that templates show."""
