"""`python -m bench`: all measurements."""

from bench import comparing, press

comparing.main()
press.main()
