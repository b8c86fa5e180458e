# Two images: `app` (web, worker, beat) and `front` (nginx with the static files).
# Debian, because Typst has no wheel for musl. Every Python package is checked by its hash, every npm package by the lock.

FROM python:3.11-slim-bookworm AS packages
COPY requirements.txt /build/
RUN python -m venv /opt/venv \
 && /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r /build/requirements.txt

FROM node:22-bookworm-slim AS editor
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund

FROM packages AS static
WORKDIR /app
COPY . .
COPY --from=editor /build/node_modules node_modules
ENV JOURNAL_VAR=/build/var STATIC_ROOT=/srv/static
RUN /opt/venv/bin/python -c 'from tools.setup import copy_vendored, var_folder; copy_vendored(var_folder() / "vendor")' \
 && /opt/venv/bin/python manage.py collectstatic --no-input --verbosity 0

FROM python:3.11-slim-bookworm AS app
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    LANG=C.UTF-8 \
    JOURNAL_VAR=/data \
    STATIC_ROOT=/srv/static
RUN useradd --system --uid 10001 --user-group --home-dir /data --shell /usr/sbin/nologin journal \
 && install -d -o journal -g journal /data
COPY --from=packages /opt/venv /opt/venv
COPY --from=static /srv/static /srv/static
COPY . /app
WORKDIR /app
RUN python -m compileall -q .
USER journal
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "--config", "docker/gunicorn.py", "journal.wsgi:application"]

FROM nginx:1.28-bookworm AS front
COPY docker/nginx.conf /etc/nginx/nginx.conf
COPY --from=static /srv/static /srv/static
# The group of `app`: the files of the store are for it alone.
USER 10001:10001
EXPOSE 8080 8443
