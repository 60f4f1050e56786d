"""The demo world (見本の世界): invented people who meet, decide and forget their homework.

Real facts come from fixtures/takasaki; everything else is made up from the word banks in
fixtures/demo, the same way every time for the same day. Nothing here runs in production.
"""
