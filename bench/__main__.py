"""`python -m bench`: all measurements."""

from bench import comparing, press, word

comparing.main()
word.main()
press.main()
