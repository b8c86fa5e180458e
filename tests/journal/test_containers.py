"""The container files belong together and to the settings: what can be said of them without an engine."""

import re
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from journal import settings as journal_settings

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
NGINX = (ROOT / "docker" / "nginx.conf").read_text(encoding="utf-8")
OURS = ("migrate", "web", "worker", "beat")


def test_every_part_of_the_site_is_there():
    assert set(SERVICES) == {"migrate", "web", "worker", "beat", "db", "redis", "nginx"}


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"migrate"}))
def test_a_service_restarts_and_says_how_it_is(name):
    assert SERVICES[name]["restart"] == "unless-stopped"
    assert SERVICES[name]["healthcheck"]["test"]


def test_secrets_volumes_networks_and_services_named_exist():
    for name, service in SERVICES.items():
        assert set(service.get("secrets", ())) <= set(COMPOSE["secrets"]), name
        named = {volume.split(":")[0] for volume in service.get("volumes", ()) if not volume.startswith(".")}
        assert named <= set(COMPOSE["volumes"]), name
        assert set(service["networks"]) <= set(COMPOSE["networks"]), name
        assert set(service.get("depends_on", ())) <= set(SERVICES), name


def test_every_variable_is_one_the_settings_know():
    known = set(re.findall(r"[A-Z_]{4,}", journal_settings.__doc__)) | {"WEB_WORKERS"}
    for name in OURS:
        assert set(SERVICES[name]["environment"]) <= known, name


def test_the_pages_go_before_the_photos_and_the_press():
    assert "cpu_shares" not in SERVICES["web"]
    assert SERVICES["worker"]["cpu_shares"] < 1024  # what a service has that names none


def test_no_secret_stands_in_the_file():
    for name in OURS:
        variables = SERVICES[name]["environment"]
        assert variables["SECRET_KEY_FILE"].startswith("/run/secrets/")
        assert variables["DATABASE_PASSWORD_FILE"].startswith("/run/secrets/")
        assert variables["EMAIL_PASSWORD_FILE"].startswith("/run/secrets/")
        assert ":" not in variables["DATABASE_URL"].split("//")[1].split("@")[0]


def test_chat_groups_are_told_from_the_containers_too():
    for name in OURS:
        variables = SERVICES[name]["environment"]
        assert variables["WEBHOOK_KIND"] is variables["WEBHOOK_HOSTS"] is None, "as .env has it"
        assert variables["WEBHOOK_URL_FILE"].startswith("/run/secrets/")
        assert variables["WEBHOOK_SECRET_FILE"].startswith("/run/secrets/")


def test_every_file_of_a_secret_is_made_by_the_commands_at_the_head():
    head = (ROOT / "docker-compose.yml").read_text(encoding="utf-8").split("\nname:")[0]
    assert all(secret["file"] in head for secret in COMPOSE["secrets"].values())


def test_only_nginx_is_reached_from_outside():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["nginx"]


def test_every_file_of_a_secret_is_one_the_service_has():
    for name in OURS:
        files = {value for value in SERVICES[name]["environment"].values() if str(value).startswith("/run/secrets/")}
        assert files == {f"/run/secrets/{secret}" for secret in SERVICES[name]["secrets"]}, name


def test_letters_leave_and_the_database_and_the_broker_do_not():
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert not (COMPOSE["networks"]["outside"] or {}).get("internal")
    ways_out = {name for name, service in SERVICES.items() if "outside" in service["networks"]}
    assert ways_out == {"web", "worker", "nginx"}
    assert all("inside" in service["networks"] for service in SERVICES.values())


def test_the_settings_of_letters_and_of_the_second_step_come_from_the_env_file():
    for name in ("SECOND_FACTOR", *re.findall(r"EMAIL_(?!PASSWORD)[A-Z]+", journal_settings.__doc__)):
        for service in OURS:  # no value: an empty one would switch the second step off
            assert SERVICES[service]["environment"][name] is None, name


def test_the_targets_built_are_stages_of_the_dockerfile():
    stages = set(re.findall(r"^FROM \S+ AS (\w+)$", DOCKERFILE, re.MULTILINE))
    assert {service["build"]["target"] for service in SERVICES.values() if "build" in service} <= stages


def test_files_the_dockerfile_copies_from_here_exist():
    copied = re.findall(r"^COPY ((?:(?!--)\S+ )+)\S+$", DOCKERFILE, re.MULTILINE)
    sources = {source for line in copied for source in line.split()} - {"."}
    assert {"requirements.txt", "package-lock.json", "docker/nginx.conf"} <= sources
    assert [source for source in sources if not (ROOT / source).exists()] == []


def test_the_program_is_not_root_and_packages_are_checked():
    last_user = re.findall(r"^USER (\S+)$", DOCKERFILE, re.MULTILINE)
    assert last_user == ["journal", "10001:10001"]
    assert "--require-hashes" in DOCKERFILE
    assert "npm ci --ignore-scripts" in DOCKERFILE


def test_nginx_hands_out_what_django_names_and_nobody_else_can_ask_for():
    stored = re.search(r"location /stored/ \{(.*?)\}", NGINX, re.DOTALL).group(1)
    assert "internal;" in stored
    assert "alias /data/media/;" in stored
    assert SERVICES["web"]["environment"]["JOURNAL_VAR"] == "/data"
    assert settings.MEDIA_ROOT == settings.VAR / "media"


def test_the_proxy_overwrites_every_header_the_settings_trust():
    for header in ("X-Real-IP", "X-Forwarded-Proto", "X-Forwarded-Host"):
        assert f"proxy_set_header {header} " in NGINX


def test_photos_of_sixty_megabytes_pass():
    assert "client_max_body_size 60m;" in NGINX


def test_chinese_words_are_letters_to_the_database():
    assert "--locale=C.UTF-8" in SERVICES["db"]["environment"]["POSTGRES_INITDB_ARGS"]


def test_what_beat_sends_are_tasks_that_exist():
    from journal.celery import app

    app.loader.import_default_modules()
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        assert entry["task"] in app.tasks
