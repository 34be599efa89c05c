"""Cards in whatever they come in: what a file holds, archives, QR codes, texts."""
