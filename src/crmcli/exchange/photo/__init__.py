"""Photos and scans of cards: opened safely, their QR codes and their text read, all without a network.

Everything that needs the extra `crmcli[photo]` is imported when the first picture is read.
"""
