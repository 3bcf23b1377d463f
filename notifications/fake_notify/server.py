"""The fake over HTTP: at /v2 what Notify has, at /fake what lets whoever tests it look and meddle."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

import requests

from .answers import Answer
from .desk import FAULTS, Call, Desk, Lost

HOST = "127.0.0.1"
CALL_PATIENCE = 60


def caller(address: str, token: str) -> Call:
    """Report statuses to this address as Notify does. What it refuses is over; what fails is tried again."""

    def call(receipt: dict[str, Any]) -> bool:
        headers = {"Authorization": f"Bearer {token}"}
        try:
            answer = requests.post(address, json=receipt, headers=headers, timeout=CALL_PATIENCE)
        except requests.RequestException:
            return False
        return answer.status_code < 500

    return call


@contextmanager
def serving(desk: Desk, port: int = 0) -> Iterator[str]:
    """Serve it from a thread; gives its address."""
    server = server_of(desk, port)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def server_of(desk: Desk, port: int = 0) -> ThreadingHTTPServer:
    class Handler(Asked):
        at = desk

    server = ThreadingHTTPServer((HOST, port), Handler)
    server.daemon_threads = True
    return server


class Asked(BaseHTTPRequestHandler):
    at: Desk
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer("GET")

    def do_POST(self) -> None:
        self._answer("POST")

    def log_message(self, *args: Any) -> None:
        """Nothing: a log of addresses is kept by nobody here."""

    def _answer(self, method: str) -> None:
        asked = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            if asked.path.startswith("/fake/"):
                answer = self._meddled(method, asked.path, body)
            else:
                answer = self.at.handle(method, asked.path, asked.query, self.headers, body)
        except Lost as lost:
            if lost.held:
                self.connection.recv(1)  # until whoever asked hangs up
            self.close_connection = True
            return
        content = answer.as_bytes()
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _meddled(self, method: str, path: str, body: bytes) -> Answer:
        match method, path:
            case "GET", "/fake/messages":
                told = [
                    {"id": each.id, "type": each.kind, "reference": each.reference, "status": each.status}
                    for each in self.at.messages.values()
                ]
                return Answer(200, {"messages": told})
            case "POST", "/fake/faults":
                faults = json.loads(body)
                if unknown := [each for each in faults if each not in FAULTS]:
                    return Answer(400, {"unknown": unknown})
                self.at.faults.extend(faults)
                return Answer(200, {"faults": list(self.at.faults)})
            case "POST", "/fake/advance":
                self.at.advance()
                return Answer(200, {})
        return Answer(404, {})
