"""The nginx configuration in deploy/, by a real nginx that runs in a folder of its own."""

from __future__ import annotations

import base64
import contextlib
import gzip
import hashlib
import http.client
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from build_tools.disk.in_place import draft_of, put_in_place

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy" / "nginx"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")

pytestmark = pytest.mark.skipif(NGINX is None, reason="没有找到 nginx，部署配置的测试跳过")

MAIN = """
daemon off;
master_process off;
pid nginx.pid;
error_log error.log;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path t1; proxy_temp_path t2; fastcgi_temp_path t3; uwsgi_temp_path t4; scgi_temp_path t5;
    include duizhao.conf;
}}
"""
"""What surrounds the configuration, as /etc/nginx/nginx.conf does; one process, in a folder of its own."""

FILES = {
    "index.html": "<!doctype html><title>首页</title>" + "正文" * 2000,
    "404.html": "<!doctype html><title>没有这一页</title>",
    "years/index.html": "<!doctype html><title>按年度</title>",
    "assets/theme.css": "body { color: black }" * 100,
    "assets/logo.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "assets/javascripts/bundle.a5f9d56c.min.js": "1;" * 1000,
    "assets/search-index/head.js": "1;" * 1000,
    "assets/search-index/text/0.js": "1;" * 1000,
    ".duizhao-site": "x",
}


def make_site(folder: Path, **files: str) -> Path:
    for name, text in {**FILES, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


class Answer:
    """What nginx answered; names of headers in lower case."""

    def __init__(self, answer: http.client.HTTPResponse) -> None:
        self.status = answer.status
        self.headers = {name.lower(): value for name, value in answer.getheaders()}
        self.body = answer.read()


class Nginx:
    """A running nginx with the configuration of deploy/, changed as the test says."""

    def __init__(self, prefix: Path, root: Path, switched_on: tuple[str, ...] = ()) -> None:
        self.prefix, self.root = prefix, root
        with contextlib.closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        prefix.mkdir()
        shutil.copytree(DEPLOY / "duizhao", prefix / "duizhao")
        (prefix / "nginx.conf").write_text(MAIN.format(), encoding="utf-8")
        text = (DEPLOY / "duizhao.conf").read_text(encoding="utf-8")
        text = changed(text, "listen 80;", f"listen 127.0.0.1:{self.port};")
        text = changed(text, "root /srv/duizhao/site;", f'root "{root}";')
        for name in switched_on:
            text = changed(text, f"# include duizhao/{name};", f"include duizhao/{name};")
        (prefix / "duizhao.conf").write_text(text, encoding="utf-8")

    def command(self, *more: str) -> list[str]:
        assert NGINX is not None
        return [NGINX, "-p", f"{self.prefix}/", "-c", "nginx.conf", "-e", f"{self.prefix}/error.log", *more]

    @contextlib.contextmanager
    def running(self) -> Iterator[Nginx]:
        checked = subprocess.run(self.command("-t"), capture_output=True, encoding="utf-8", timeout=30)
        assert checked.returncode == 0 and "warn" not in checked.stderr, checked.stderr
        process = subprocess.Popen(self.command(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        try:
            end = time.monotonic() + 30
            while True:
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                    break
                assert process.poll() is None and time.monotonic() < end, "nginx did not start"
                time.sleep(0.02)
            yield self
        finally:
            process.terminate()
            process.wait(timeout=30)

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        with contextlib.closing(connection):
            connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            return Answer(connection.getresponse())


def changed(text: str, before: str, after: str) -> str:
    assert text.count(before) == 1, f"the configuration should say “{before}” once"
    return text.replace(before, after)


@pytest.fixture(scope="module")
def nginx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    folder = tmp_path_factory.mktemp("nginx")
    with Nginx(folder / "prefix", make_site(folder / "site")).running() as running:
        yield running


def test_pages_are_utf8_and_carry_the_headers(nginx: Nginx) -> None:
    for path in ("/", "/years/", "/assets/theme.css", "/nothing/at/all.html"):
        headers = nginx.get(path).headers
        assert headers["content-type"].endswith("charset=utf-8")
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["server"] == "nginx", "no version"
    assert nginx.get("/assets/logo.svg").headers["content-type"] == "image/svg+xml"


def test_the_policy_of_the_header_is_that_of_the_pages() -> None:
    def directives(text: str) -> dict[str, set[str]]:
        parts = [part.split() for part in text.split(";")]
        return {part[0]: {*part[1:]} - {"file:"} for part in parts}

    def policy_in(name: str) -> dict[str, set[str]]:
        found = re.search(r'Content-Security-Policy"? (?:content=)?"([^"]*)"', (ROOT / name).read_text("utf-8"))
        assert found
        return directives(found.group(1))

    header, page = policy_in("deploy/nginx/duizhao/headers.conf"), policy_in("theme/main.html")
    missing = policy_in("theme/404.html")
    assert header.pop("frame-ancestors") == {"'none'"}
    assert header["style-src"] == page["style-src"] | missing["style-src"]
    assert {**header, "style-src": page["style-src"]} == page


def test_what_can_be_packed_is_packed(nginx: Nginx) -> None:
    answer = nginx.get("/", Accept_Encoding="gzip")
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert gzip.decompress(answer.body).decode("utf-8") == FILES["index.html"]
    for path in ("/assets/theme.css", "/assets/search-index/head.js"):
        assert nginx.get(path, Accept_Encoding="gzip").headers["content-encoding"] == "gzip"


@pytest.mark.parametrize(
    ("path", "long"),
    [
        ("/", False),
        ("/assets/theme.css", False),
        ("/assets/javascripts/bundle.a5f9d56c.min.js", True),
        ("/assets/search-index/head.js", False),
        ("/assets/search-index/text/0.js?v=0a1b2c3d4e5f", True),
        ("/nowhere.html", False),
    ],
)
def test_only_what_changes_its_name_with_its_contents_is_kept_for_long(nginx: Nginx, path: str, long: bool) -> None:
    answer = nginx.get(path)
    assert answer.headers["cache-control"] == ("private, max-age=31536000, immutable" if long else "private, no-cache")


def test_what_is_unchanged_is_not_sent_again(nginx: Nginx) -> None:
    tag = nginx.get("/").headers["etag"]
    assert nginx.get("/", If_None_Match=tag).status == 304


@pytest.mark.parametrize(
    "path", ["/nowhere.html", "/a/b/c/d.html", "/assets/", "/.duizhao-site", "/.git/config", "/404.html"]
)
def test_what_is_not_there_is_the_page_for_it(nginx: Nginx, path: str) -> None:
    answer = nginx.get(path)
    assert answer.status == 404
    assert "没有这一页" in answer.body.decode("utf-8")


def test_a_folder_without_its_stroke_is_led_to_its_page(nginx: Nginx) -> None:
    answer = nginx.get("/years")
    assert (answer.status, answer.headers["location"]) == (301, "/years/")


@pytest.mark.parametrize("path", ["/../prefix/nginx.conf", "/%2e%2e/prefix/nginx.conf", "/..%2fprefix%2fnginx.conf"])
def test_nothing_outside_is_served(nginx: Nginx, path: str) -> None:
    assert nginx.get(path).status in {400, 404}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_the_site_is_only_read(nginx: Nginx, method: str) -> None:
    assert nginx.get("/", method).status == 405


def test_a_name_and_a_password(tmp_path: Path) -> None:
    nginx = Nginx(tmp_path / "prefix", make_site(tmp_path / "site"), switched_on=("auth.conf",))
    hashed = base64.b64encode(hashlib.sha1(b"word", usedforsecurity=False).digest()).decode()
    (nginx.prefix / "duizhao" / "users").write_text(f"zhangsan:{{SHA}}{hashed}\n", encoding="utf-8")
    with nginx.running():
        for path in ("/", "/nowhere.html", "/assets/search-index/head.js", "/404.html"):
            answer = nginx.get(path)
            assert answer.status == 401 and "正文" not in answer.body.decode("utf-8")
            assert answer.headers["x-content-type-options"] == "nosniff"
        assert nginx.get("/", Authorization=_basic("zhangsan:wrong")).status == 401
        assert nginx.get("/", Authorization=_basic("zhangsan:word")).status == 200


def _basic(text: str) -> str:
    return "Basic " + base64.b64encode(text.encode()).decode()


def test_addresses(tmp_path: Path) -> None:
    nginx = Nginx(tmp_path / "prefix", make_site(tmp_path / "site"), switched_on=("addresses.conf",))
    with nginx.running():
        assert nginx.get("/").status == 200
    snippet = nginx.prefix / "duizhao" / "addresses.conf"
    snippet.write_text(changed(snippet.read_text(encoding="utf-8"), "allow 127.0.0.1;", ""), encoding="utf-8")
    with nginx.running():
        for path in ("/", "/nowhere.html", "/years/"):
            answer = nginx.get(path)
            assert answer.status in {403, 404} and answer.body and "正文" not in answer.body.decode("utf-8")
        assert nginx.get("/").status == 403


def test_a_new_site_is_served_the_moment_it_stands_there(tmp_path: Path) -> None:
    """Both ways of the guide: `duizhao build` on the server itself, and a link that is moved."""
    site = make_site(tmp_path / "site")
    nginx = Nginx(tmp_path / "prefix", tmp_path / "served")
    (tmp_path / "served").symlink_to("site")
    with nginx.running():
        make_site(draft_of(site), **{"index.html": "second"})
        put_in_place(site)
        assert nginx.get("/").body == b"second"
        make_site(tmp_path / "site-3", **{"index.html": "third"})
        (tmp_path / "next").symlink_to("site-3")
        (tmp_path / "next").replace(tmp_path / "served")
        assert nginx.get("/").body == b"third"
