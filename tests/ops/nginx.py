"""A real nginx with the files of deploy/nginx/, in front of a server of the tests."""

import re
import shutil
import socket
import subprocess
import time
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/sbin")

# What stands in http { } of Debian's own nginx.conf: a file of ours must not collide with it.
DEBIAN = (
    "gzip on; sendfile on; tcp_nopush on; types_hash_max_size 2048; "
    "ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3; ssl_prefer_server_ciphers on;"
)
MAIN = """
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 512; }}
http {{
    types {{ text/html html; }}
    default_type application/octet-stream;
    {debian}
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u;
    scgi_temp_path {folder}/s;
    include {folder}/http.conf;
    upstream takasaki_sc {{ server {upstream}; }}
    server {{
        listen 127.0.0.1:{port};
        listen 127.0.0.1:{port_2} http2;
        access_log {folder}/access.log takasaki_sc;
        include {folder}/server.conf;
    }}
}}
"""


def free_port():
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


class Nginx:
    """Started with `with`; `address` is where it listens. At port_2 it speaks HTTP/2 alone."""

    def __init__(self, folder, upstream, media, *, host=""):
        self.folder, self.port, self.port_2 = Path(folder), free_port(), free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        for name in ("http.conf", "server.conf"):
            text = (ROOT / "deploy/nginx" / name).read_text()
            text = text.replace("/var/lib/takasaki-sc/media/", f"{media}/")
            text = text.replace("/srv/takasaki-sc/", f"{ROOT}/")
            text = text.replace("/var/log/nginx/", f"{folder}/")
            if host:  # the server of the tests knows itself by this name
                text = text.replace("Host $host", f"Host {host}")
            (self.folder / name).write_text(text)
        main = MAIN.format(
            folder=self.folder, debian=DEBIAN, port=self.port, port_2=self.port_2, upstream=upstream
        )
        if media and Path(media).stat().st_uid == 0:
            main = "user root;" + main
        (self.folder / "nginx.conf").write_text(main)

    def told(self, n_requests):
        """What it wrote down. It answers first and writes then: the last line may take a moment."""
        for _ in range(100):
            text = (self.folder / "access.log").read_text()
            if text.count("\n") >= n_requests:
                break
            time.sleep(0.05)
        return text

    def __enter__(self):
        command = [NGINX, "-p", str(self.folder), "-c", str(self.folder / "nginx.conf")]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        for _ in range(100):
            with closing(socket.socket()) as knock:
                if knock.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            if self.process.poll() is not None:
                raise RuntimeError(self.process.stderr.read())
            time.sleep(0.05)
        raise TimeoutError("nginx")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(10)
        self.process.stderr.close()


def checked(text, folder):
    """nginx -t over a whole configuration: (exit code, what it said)."""
    path = Path(folder) / "whole.conf"
    path.write_text(re.sub(r"/var/log/nginx/[\w.-]+", f"{folder}/access.log", text))
    done = subprocess.run(
        [NGINX, "-t", "-p", str(folder), "-c", str(path)], capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    return done.returncode, done.stderr
