"""The words that cards are told apart by, in the languages that cards come in; without accents and in small letters."""
