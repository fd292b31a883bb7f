"""A real Alertmanager and a stand-in of Telegram's API: what arrives there, how often, and what the log keeps to itself."""

from __future__ import annotations

import json
import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from alertmanager_running import SITE, alert, alertmanager
from mail_sink import sink

TOKEN = "123456789:AAexample_token-only"  # noqa: S105 # nobody's


class Telegram(ThreadingHTTPServer):
    """Answers ``sendMessage`` as Telegram does, but the first time not at all."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.unanswered: list[str] = []
        self.messages: list[dict[str, str]] = []

    def wait(self, count: int) -> None:
        """Until so many messages came."""
        deadline = time.monotonic() + 30
        while len(self.messages) < count:
            assert time.monotonic() < deadline, self.messages
            time.sleep(0.05)


class Handler(BaseHTTPRequestHandler):
    server: Telegram

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if not self.server.unanswered:
            self.server.unanswered.append(self.path)
            return
        assert self.path == f"/bot{TOKEN}/sendMessage"
        self.server.messages.append(body)
        chat = {"id": int(body["chat_id"]), "type": "supergroup"}
        result = {"message_id": len(self.server.messages), "date": 1, "chat": chat, "text": body["text"]}
        answer = json.dumps({"ok": True, "result": result}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None: ...


def test_a_death_and_the_recovery_come_once_each_and_the_token_stays_out_of_the_log(tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text(TOKEN, "utf-8")
    server = Telegram()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings = {
        "OPD_TELEGRAM_TOKEN_FILE": str(token),
        "OPD_TELEGRAM_CHAT_ID": "-1001234567890",
        "OPD_TELEGRAM_API_URL": f"http://127.0.0.1:{server.server_port}",
    }
    dead = alert("OpdSiteDown", site={**SITE, "nama": "Dinas <Kesehatan> & Lain"})
    letter = alert("OpdMondayList", "info", SITE)
    try:
        with sink() as mails, alertmanager(tmp_path, mails, **settings) as told:
            told.tell(letter, dead)
            told.wait(dead)
            server.wait(1)
            told.tell(dead, over=True)
            server.wait(2)
    finally:
        server.shutdown()
        server.server_close()
    begun, over = server.messages
    assert {(one["chat_id"], one["parse_mode"]) for one in server.messages} == {("-1001234567890", "HTML")}
    name = "Dinas &lt;Kesehatan&gt; &amp; Lain"
    head = f"▲ PERLU TINDAKAN · Kota Serang\n<b>OpdSiteDown dinkes</b>\n{name}\nPeringatan sejak "
    assert begun["text"].startswith(head)
    assert re.match(
        rf"● PULIH · Kota Serang\n<b>Situs Dinkes hidup kembali</b>\n{name}\nPeringatan sejak .+, selesai ",
        over["text"],
    )
    log = (tmp_path / "alertmanager.log").read_text("utf-8")
    assert "/botTOKEN/sendMessage" in log, "the first attempt failed, and Alertmanager 0.25 logs its address"
    assert TOKEN not in log
