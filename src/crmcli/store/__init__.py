"""What is kept: the only SQL, behind one door to read and one to write."""
