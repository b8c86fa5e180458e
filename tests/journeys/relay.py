"""A relay between a browser and a server, in whose hands a request can stop half way."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress

HOST = "127.0.0.1"
AT_ONCE = 65536
ARRIVES_WITHIN = 0.3  # seconds a server has to read what was let through


class Relay:
    """Listens on `port` of this machine and hands on what comes to whatever listens on `server_port`."""

    def __init__(self, server_port: int) -> None:
        self.server_port = server_port
        self.half: tuple[str, Callable[[], None]] | None = None
        self.door = socket.create_server((HOST, 0))
        self.port = self.door.getsockname()[1]
        self.broken: list[int] = []  # bytes of each body that was broken off
        threading.Thread(target=self._receive, daemon=True).start()

    def break_off(self, path: str, then: Callable[[], None]) -> None:
        """Let half the body of the next POST to `path` through, call `then()`, and let nothing more through of it."""
        self.half = (path, then)

    def close(self) -> None:
        self.door.close()

    def _receive(self) -> None:
        with suppress(OSError):  # the door is closed
            while True:
                caller, _ = self.door.accept()
                threading.Thread(target=self._serve, args=(caller,), daemon=True).start()

    def _serve(self, caller: socket.socket) -> None:
        with caller, suppress(OSError), socket.create_connection((HOST, self.server_port)) as server:
            threading.Thread(target=self._copy, args=(server, caller), daemon=True).start()
            while data := caller.recv(AT_ONCE):
                if self.half and data.startswith(f"POST {self.half[0]} ".encode()):
                    self._break(caller, server, data)
                    return
                server.sendall(data)

    def _break(self, caller: socket.socket, server: socket.socket, data: bytes) -> None:
        _, then = self.half
        self.half = None
        while b"\r\n\r\n" not in data:
            data += caller.recv(AT_ONCE)
        head, _, body = data.partition(b"\r\n\r\n")
        half = int(re.search(rb"content-length: *(\d+)", head, re.IGNORECASE)[1]) // 2
        while len(body) < half:
            body += caller.recv(AT_ONCE)
        server.sendall(head + b"\r\n\r\n" + body[:half])
        time.sleep(ARRIVES_WITHIN)
        self.broken.append(half)
        then()

    def _copy(self, server: socket.socket, caller: socket.socket) -> None:
        with suppress(OSError):
            while data := server.recv(AT_ONCE):
                caller.sendall(data)
        with suppress(OSError):
            caller.shutdown(socket.SHUT_RDWR)
