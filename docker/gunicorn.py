"""gunicorn in the container. WEB_WORKERS sets the number of processes."""

import multiprocessing
import os

bind = "0.0.0.0:8000"
workers = int(os.environ.get("WEB_WORKERS") or min(2 * multiprocessing.cpu_count() + 1, 9))
threads = 4
timeout = 60
graceful_timeout = 30
keepalive = 65  # longer than nginx keeps its connections
max_requests = 2000  # a process that leaks is renewed
max_requests_jitter = 200
worker_tmp_dir = "/dev/shm"  # a busy disk must not look like a hung process
accesslog = "-"
