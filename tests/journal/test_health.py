"""The address a health check asks."""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


def test_it_is_ready_when_database_and_store_answer(client):
    response = client.get("/health/")
    assert response.status_code == 200
    assert response.json() == {"database": True, "store": True}
    assert "no-store" in response["Cache-Control"]


def test_a_store_that_cannot_be_written_is_named(client, settings, tmp_path):
    settings.VAR = tmp_path / "gone"
    response = client.get("/health/")
    assert response.status_code == 503
    assert response.json() == {"database": True, "store": False}


def test_a_database_that_does_not_answer_is_named(client, monkeypatch):
    def refuse():
        raise OSError("gone")

    monkeypatch.setattr(connection, "cursor", refuse)
    response = client.get("/health/")
    assert response.status_code == 503
    assert response.json()["database"] is False


def test_it_only_reads(client):
    assert client.post("/health/").status_code == 405
