"""What can be done: one function is one transaction and one undo step."""
