#!/usr/bin/env python
"""Django's command line for the editorial system."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "journal.settings")
    try:
        from django.core.management import execute_from_command_line
    except ImportError as error:
        raise SystemExit("没有找到 Django。请先运行 make setup，再用 .venv/bin/python manage.py。") from error
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
