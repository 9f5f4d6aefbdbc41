"""A real WordPress on loopback, as Debian ships it: its own folder, its own database, PHP's own server."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

SOURCE = Path("/usr/share/wordpress")
INSTALLER = Path(__file__).parent / "data" / "wordpress.php"
SETTINGS = """<?php
define('DB_NAME', 'wordpress'); define('DB_USER', 'root'); define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:%s'); define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
define('WP_HOME', 'http://%s'); define('WP_SITEURL', WP_HOME);
define('WP_HTTP_BLOCK_EXTERNAL', true); define('DISABLE_WP_CRON', true); define('WP_DEBUG', false);
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
"""
ROUTER = """<?php
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if ($path !== '/' && is_file(__DIR__ . $path)) return false;
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/index.php';
require __DIR__ . '/index.php';
"""


@dataclass(frozen=True)
class WordPress:
    """The base URL of a site, and the addresses of what is published there."""

    base: str
    published: Mapping[str, list[str] | str]


@contextmanager
def wordpress(folder: Path, tool: Callable[[str], str]) -> Iterator[WordPress]:
    """Serve a German WordPress that is full of posts; `tool` finds the programs."""
    php, site = tool("php"), folder / "site"
    host = f"127.0.0.1:{_free_port()}"
    shutil.copytree(SOURCE, site)
    shutil.copytree("/var/lib/wordpress/wp-content", site / "wp-content", dirs_exist_ok=True)
    database = folder / "mysql.sock"
    (site / "wp-config.php").write_text(SETTINGS % (database, host), encoding="utf-8")
    (site / "router.php").write_text(ROUTER, encoding="utf-8")
    quiet = ["-d", "display_errors=0", "-d", "log_errors=0"]
    with _database(folder, database, tool):
        command = [php, *quiet, str(INSTALLER), str(site)]
        done = subprocess.run(
            command, env={**os.environ, "HARZ_HOST": host}, capture_output=True, text=True, check=True
        )
        published = json.loads(done.stdout[done.stdout.index('{"pages"') :])
        environment = {**os.environ, "PHP_CLI_SERVER_WORKERS": "2"}
        command = [php, *quiet, "-S", host, "-t", str(site), str(site / "router.php")]
        with _running(command, environment):
            _wait(lambda: urlopen(f"http://{host}/robots.txt").close())
            yield WordPress(f"http://{host}", published)


@contextmanager
def _database(folder: Path, path: Path, tool: Callable[[str], str]) -> Iterator[None]:
    data = folder / "mysql"
    user = ["--user=root"] if os.getuid() == 0 else []
    install = [tool("mariadb-install-db"), "--no-defaults", f"--datadir={data}", "--skip-test-db", *user]
    subprocess.run([*install, "--auth-root-authentication-method=normal"], capture_output=True, check=True)
    server = ["--no-defaults", f"--datadir={data}", f"--socket={path}", "--skip-networking", "--skip-grant-tables"]
    with _running([tool("mariadbd"), *server, f"--pid-file={folder}/mysql.pid", *user]):
        client = [tool("mariadb"), "--no-defaults", f"--socket={path}", "-e", "CREATE DATABASE IF NOT EXISTS wordpress"]
        _wait(lambda: subprocess.run(client, capture_output=True, check=True))
        yield


@contextmanager
def _running(command: list[str], environment: Mapping[str, str] | None = None) -> Iterator[None]:
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet, env=environment, start_new_session=True) as process:
        try:
            yield
        finally:
            os.killpg(process.pid, 15)


def _wait(step: Callable[[], object]) -> None:
    for _ in range(300):
        try:
            step()
        except (OSError, subprocess.CalledProcessError):
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("a server did not begin within half a minute")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
