"""The caller's address behind a proxy."""

from journal.proxy import CallerBehindProxy


def seen(environ: dict) -> str:
    found = {}
    CallerBehindProxy(lambda environ, start: found.update(environ) or [])(environ, None)
    return found["REMOTE_ADDR"]


def test_the_address_the_proxy_saw_is_the_callers():
    assert seen({"REMOTE_ADDR": "172.18.0.5", "HTTP_X_REAL_IP": "61.133.0.9"}) == "61.133.0.9"


def test_without_the_proxys_word_the_address_stays():
    assert seen({"REMOTE_ADDR": "172.18.0.5"}) == "172.18.0.5"


def test_an_address_the_caller_forwards_counts_for_nothing():
    assert seen({"REMOTE_ADDR": "172.18.0.5", "HTTP_X_FORWARDED_FOR": "1.2.3.4"}) == "172.18.0.5"
