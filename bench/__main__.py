"""`python -m bench`: all measurements."""

from bench.press import main

main()
