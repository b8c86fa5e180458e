"""Who is asking, where a proxy stands in front."""

from __future__ import annotations

from collections.abc import Callable, Iterable


class CallerBehindProxy:
    """Puts the address the proxy saw (`X-Real-IP`, which it always overwrites) where the program looks for the caller's."""

    def __init__(self, application: Callable[[dict, Callable], Iterable[bytes]]) -> None:
        self.application = application

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        environ["REMOTE_ADDR"] = environ.get("HTTP_X_REAL_IP") or environ.get("REMOTE_ADDR", "")
        return self.application(environ, start_response)
