"""A real SMTP server on loopback that keeps what it is sent."""

from __future__ import annotations

import re
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass(frozen=True)
class Mail:
    """One mail as it was delivered."""

    at: float
    """When it came, as ``time.time()``."""
    to: tuple[str, ...]
    sender: str
    login: str | None
    message: EmailMessage

    @property
    def subject(self) -> str:
        """As a mail program shows it."""
        return str(self.message["Subject"])

    def body(self, kind: str) -> str:
        """The ``plain`` or ``html`` part."""
        part = self.message.get_body((kind,))
        assert isinstance(part, EmailMessage)
        return str(part.get_content())


@dataclass
class Sink:
    """Where mails end up; ``refuses`` are addresses that the server does not know."""

    refuses: frozenset[str] = frozenset()
    mails: list[Mail] = field(default_factory=list)
    address: str = ""
    _news: threading.Condition = field(default_factory=threading.Condition)

    async def handle_RCPT(
        self, _: SMTP, __: Session, envelope: Envelope, address: str, ___: list[str]
    ) -> str:
        if address in self.refuses:
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _: SMTP, session: Session, envelope: Envelope) -> str:
        message = cast(EmailMessage, message_from_bytes(cast(bytes, envelope.content), policy=policy.default))
        login = session.auth_data.login.decode() if session.authenticated else None
        with self._news:
            self.mails.append(
                Mail(time.time(), tuple(envelope.rcpt_tos), str(envelope.mail_from), login, message)
            )
            self._news.notify_all()
        return "250 OK"

    def to(self, address: str) -> list[Mail]:
        """What came for an address, in order."""
        return [mail for mail in list(self.mails) if address in mail.to]

    def wait(self, address: str, subject: str, seconds: float, after: float = 0) -> Mail:
        """The first mail for ``address`` after a moment whose subject matches; AssertionError when there is none in time."""

        def found() -> Mail | None:
            fitting = (one for one in self.to(address) if one.at > after and re.search(subject, one.subject))
            return next(fitting, None)

        with self._news:
            self._news.wait_for(found, seconds)
        mail = found()
        told = "\n".join(f"  {', '.join(one.to)}: {one.subject}" for one in self.mails)
        assert mail, f"no mail «{subject}» for {address} within {seconds:.0f} s; there came:\n{told}"
        return mail


class _AnyPort(Controller):  # type: ignore[misc]
    """A controller that may be given port 0: it greets itself once it listens, so it must learn the port first."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def sink(
    *, tls: ssl.SSLContext | None = None, password: str | None = None, refuses: frozenset[str] = frozenset()
) -> Iterator[Sink]:
    """A server that takes mail; with ``tls`` after STARTTLS only, with ``password`` after a login only."""
    kept = Sink(refuses)

    def check(_: SMTP, __: Session, ___: Envelope, ____: str, data: Any) -> AuthResult:
        good = isinstance(data, LoginPassword) and data.password == (password or "").encode()
        return AuthResult(success=good, auth_data=data)

    options: dict[str, Any] = {"tls_context": tls, "require_starttls": True} if tls else {}
    if password is not None:
        # Its LOGIN asks for "User Name", which Alertmanager does not know; real servers offer PLAIN too.
        options |= {"authenticator": check, "auth_required": True, "auth_exclude_mechanism": ["LOGIN"]}
    controller = _AnyPort(kept, hostname="127.0.0.1", port=0, **options)
    controller.start()
    kept.address = f"127.0.0.1:{controller.port}"
    try:
        yield kept
    finally:
        controller.stop()
