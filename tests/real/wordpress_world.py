"""Real WordPress sites: a database server and a copy of WordPress's code of their own, a PHP server for each site.

Needs Debian's ``wordpress``, ``wordpress-l10n``, two themes, ``php-cli`` with its extensions and ``mariadb-server``.
Nothing listens beyond loopback, nothing outlives the test run, and no account of the machine's own services is used.
"""

from __future__ import annotations

import getpass
import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Lock

HERE = Path(__file__).parent / "wordpress"
PACKAGED = Path("/usr/share/wordpress")
SBIN = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/sbin"
BLOCK_THEME, CLASSIC_THEME, PLAIN_THEME = "twentytwentythree", "twentytwentyone", "polos"
PRETTY, DATED, PLAIN = "/%postname%/", "/%year%/%monthnum%/%day%/%postname%/", ""
INDONESIAN: Mapping[str, str] = {"WPLANG": "id_ID", "date_format": "j F Y"}
NEEDED_FILES = (
    PACKAGED / "wp-load.php",
    PACKAGED / "wp-content/languages/id_ID.mo",
    *(PACKAGED / "wp-content/themes" / theme / "style.css" for theme in (BLOCK_THEME, CLASSIC_THEME)),
)
NEEDED_PROGRAMS = ("php", "mariadbd", "mariadb", "mariadb-dump", "mariadb-install-db")
ANSWERS_WITHIN = 30.0  # s; a server that is not up by then never will be


@dataclass(frozen=True)
class Post:
    """One entry of ``wp_posts``; days are ages, negative ones lie ahead."""

    title: str
    days: float
    type: str = "post"
    status: str = "publish"
    modified_days: float | None = None
    sticky: bool = False
    password: str = ""
    category: str = ""
    slug: str = ""
    content: str = "Kegiatan ini diikuti oleh seluruh pegawai di lingkungan dinas dan berjalan dengan lancar."
    comments: tuple[float, ...] = ()


@dataclass(frozen=True)
class Site:
    """How a site was set up, and what is on it."""

    posts: tuple[Post, ...] = ()
    theme: str = CLASSIC_THEME
    permalinks: str = PRETTY
    options: Mapping[str, str] = field(default_factory=dict)
    menu: tuple[tuple[str, str], ...] = ()
    front_page: str = ""
    posts_page: str = ""
    plugins: tuple[str, ...] = ()
    """PHP of must-use plugins."""
    keep_seed: bool = True
    installed_days: float = 1500.0
    """Age of the post and pages that the installer makes."""


def lacking() -> list[str]:
    """What of WordPress's needs is not installed here."""
    programs = [name for name in NEEDED_PROGRAMS if not shutil.which(name, path=SBIN)]
    return programs + [str(file) for file in NEEDED_FILES if not file.exists()]


def end(process: subprocess.Popen[bytes]) -> None:
    """End a server and its workers: the group is its own."""
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def listens(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


class Database:
    """A MariaDB server that only a socket in its own folder reaches."""

    def __init__(self, folder: Path) -> None:
        self.socket = folder / "db.sock"  # short: such a path has at most 107 bytes
        self._environment = {**os.environ, "PATH": SBIN}
        data = folder / "data"
        who = f"--user={getpass.getuser()}"
        self._run(
            "mariadb-install-db",
            "--no-defaults",
            who,
            f"--datadir={data}",
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
        )
        self._log = (folder / "db.log").open("wb")
        self._server = subprocess.Popen(
            [
                *("mariadbd", "--no-defaults", who, f"--datadir={data}", f"--socket={self.socket}"),
                *("--skip-networking", "--innodb-flush-log-at-trx-commit=0", "--skip-innodb-doublewrite"),
                *("--innodb-buffer-pool-size=64M", f"--pid-file={folder / 'db.pid'}"),
            ],
            stdout=self._log,
            stderr=self._log,
            env=self._environment,
            process_group=0,
        )
        until = time.monotonic() + ANSWERS_WITHIN
        while self._server.poll() is None and time.monotonic() < until:
            if self.socket.exists():
                return
            time.sleep(0.1)
        self.close()
        raise RuntimeError(f"MariaDB did not start:\n{(folder / 'db.log').read_text()[-2000:]}")

    def _run(self, *command: str, given: bytes = b"") -> bytes:
        ran = subprocess.run(
            command, input=given, capture_output=True, env=self._environment, check=False, timeout=60
        )
        if ran.returncode:
            raise RuntimeError(f"{command[0]}: {ran.stderr.decode(errors='replace')[-2000:]}")
        return ran.stdout

    def create(self, name: str, dump: bytes = b"") -> None:
        """A new database, as ``dump`` has it."""
        client = ("mariadb", "--no-defaults", f"--socket={self.socket}", "--user=root")
        self._run(*client, given=f"CREATE DATABASE `{name}`".encode())
        if dump:
            self._run(*client, name, given=dump)

    def dump(self, name: str) -> bytes:
        return self._run("mariadb-dump", "--no-defaults", f"--socket={self.socket}", "--user=root", name)

    def close(self) -> None:
        end(self._server)
        self._log.close()


class WordPress:
    """The code of one WordPress, its database server, and the sites that were made from them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = Database(folder)
        self.root = folder / "wordpress"
        shutil.copytree(
            PACKAGED,
            self.root,
            ignore=lambda place, names: (
                names if Path(place).name == "languages" else {".htaccess", "wp-config.php"}
            ),
        )
        content = self.root / "wp-content"
        shutil.copy(PACKAGED / "wp-content/languages/id_ID.mo", content / "languages")
        shutil.copytree(HERE / "theme", content / "themes" / PLAIN_THEME)
        for script in ("wp-config.php", "install.php", "build.php"):
            shutil.copy(HERE / script, self.root)
        self._installed: dict[str, bytes] = {}
        self._made = 0
        self._one_at_a_time = Lock()

    def close(self) -> None:
        self.database.close()

    @contextmanager
    def serving(self, site: Site) -> Iterator[str]:
        """Build a site and serve it as long as the context lasts; gives its address. Any thread may call it."""
        with self._one_at_a_time:
            self._made += 1
            name = f"site{self._made}"
            self.database.create(name, self._fresh(site.options.get("WPLANG", "")))
        port = free_port()
        environment = self._environment(name, port, site.plugins)
        self._php("build.php", environment, asdict(site))
        with self._listening(port, {**environment, "WP_TEST_REWRITE": "1" if site.permalinks else ""}) as url:
            yield url

    @contextmanager
    def serving_uninstalled(self) -> Iterator[str]:
        """WordPress's code over an empty database, as it is before its installer ran."""
        self.database.create("empty")
        port = free_port()
        with self._listening(port, self._environment("empty", port)) as url:
            yield url

    @contextmanager
    def serving_without_database(self) -> Iterator[str]:
        """A site whose database server is gone."""
        port = free_port()
        gone = {"WP_TEST_SOCKET": str(self.folder / "gone.sock")}
        with self._listening(port, {**self._environment("gone", port), **gone}) as url:
            yield url

    def _fresh(self, locale: str) -> bytes:
        if locale not in self._installed:
            name = f"fresh_{locale}"
            self.database.create(name)
            self._php("install.php", self._environment(name, free_port()), {"locale": locale})
            self._installed[locale] = self.database.dump(name)
        return self._installed[locale]

    def _environment(self, database: str, port: int, plugins: Iterable[str] = ()) -> dict[str, str]:
        folder = self.folder / "plugins" / database
        folder.mkdir(parents=True, exist_ok=True)
        for number, plugin in enumerate(plugins):
            (folder / f"{number}.php").write_text(f"<?php\n{plugin}\n", encoding="utf-8")
        return {
            "PATH": SBIN,
            "WP_TEST_DATABASE": database,
            "WP_TEST_SOCKET": str(self.database.socket),
            "WP_TEST_HOME": f"http://127.0.0.1:{port}",
            "WP_TEST_PLUGINS": str(folder),
            "PHP_CLI_SERVER_WORKERS": "2",
        }

    def _settings(self) -> list[str]:
        cache = self.folder / "opcache"
        cache.mkdir(exist_ok=True)
        return [
            *("-d", "display_errors=stderr", "-d", "log_errors=0", "-d", "memory_limit=256M"),
            *("-d", "opcache.enable_cli=1", "-d", f"opcache.file_cache={cache}"),
        ]

    def _php(self, script: str, environment: dict[str, str], given: object) -> None:
        ran = subprocess.run(
            ["php", *self._settings(), str(self.root / script)],
            input=json.dumps(given).encode(),
            capture_output=True,
            env=environment,
            cwd=self.root,
            check=False,
            timeout=60,
        )
        if ran.returncode or b"rror:" in ran.stderr:
            raise RuntimeError(f"{script}: {(ran.stdout + ran.stderr).decode(errors='replace')[-3000:]}")

    @contextmanager
    def _listening(self, port: int, environment: dict[str, str]) -> Iterator[str]:
        written = self.folder / f"{port}.log"
        with written.open("wb") as log:
            server = subprocess.Popen(
                [
                    *("php", *self._settings(), "-S", f"127.0.0.1:{port}"),
                    *("-t", str(self.root), str(HERE / "router.php")),
                ],
                stdout=log,
                stderr=log,
                env=environment,
                cwd=self.root,
                process_group=0,
            )
        try:
            until = time.monotonic() + ANSWERS_WITHIN
            while not listens(port):
                if server.poll() is not None or time.monotonic() > until:
                    raise RuntimeError(f"PHP's server did not start:\n{written.read_text()[-2000:]}")
                time.sleep(0.05)
            yield f"http://127.0.0.1:{port}/"
        finally:
            end(server)
