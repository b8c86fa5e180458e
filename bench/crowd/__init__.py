"""Thirty people send reports with photos at once on two cores: is anything lost or doubled, and how long do pages take?

`python -m bench.crowd` (`make crowd`, and part of `make bench`) starts the site as it runs in production and prints tables:

* `production.py`  nginx, gunicorn, PostgreSQL (with fsync), a Redis-protocol server, one Celery worker and the clock, with
  the commands, shares and settings of `docker-compose.yml` and `docker/`, all held to two cores; http instead of https.
* `readers.py`     people who read: members at their pages, editors at the desk and the inbox, a page a second each, all the
  time. The next is asked for whether or not the one before has come, so that a slow minute is not asked less.
* `senders.py`     people who send, each a process and a link of their own; `journey.py` is what each of them does.
* `office.py`      makes the accounts, and afterwards looks in the database and at the files for what became of each report.
* `pictures.py`    the photos: 12 megapixels with a sensor's grain, 4 to 8 MB.

The crowd runs on the same two cores, which in life it does not; the senders are therefore at the back of the queue for them
(nice 10), the readers, who measure, are not.
"""
