"""`python -m bench`: all measurements. Exits with 1 where the site falls short under load."""

import sys

from bench import comparing, flat, press, word
from bench.crowd import __main__ as crowd

comparing.main()
word.main()
press.main()
flat.main()
sys.exit(not crowd.main())
