"""The service under load, beside the same work on FastAPI and SQLite.

    service.py OCTAVO PYTHON

Prints requests a second and latencies of `POST initiate`, how much later 1,000 WebSocket clients get
what a chapter's streaming writes, and memory. Numbers are one machine's; the ratio to the peer of the
same run is what counts.
"""

import json
import os
import pathlib
import re
import select
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from datetime import datetime

HERE = pathlib.Path(__file__).parent.resolve()
BODY = {"keyword": "bees", "genre": "popular science", "audience_level": "beginner"}
SECONDS = int(os.environ.get("SECONDS", "10"))
CLIENTS = int(os.environ.get("CLIENTS", "1000"))

SCRIPT = """
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer %s"
local count = 0
local id = tostring(math.random(1, 1000000000))
function init(args) math.randomseed(os.time() + tonumber(tostring({}):match("0x(%%x+)"), 16) %% 65536)
  id = tostring(math.random(1, 1000000000)) end
function request()
  count = count + 1
  wrk.headers["Idempotency-Key"] = id .. "-" .. count
  return wrk.format(nil, "/api/v1/projects/initiate", nil, '%s')
end
function done(summary, latency, requests)
  io.write(string.format("RESULT %%d %%d %%f %%f %%f %%d\\n", summary.requests, summary.duration,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000,
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout))
end
"""


def memory(pid):
    """Peak and present resident megabytes."""
    text = pathlib.Path(f"/proc/{pid}/status").read_text()
    return [int(re.search(name + r":\s+(\d+)", text).group(1)) / 1024 for name in ("VmHWM", "VmRSS")]


def busy(pid):
    """Seconds of processor time that a process has used."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def load(root, token, folder, connections, pid):
    """Requests a second, p50, p99 and the longest in ms, errors, and processor ms a request."""
    before = busy(pid)
    script = folder / "initiate.lua"
    script.write_text(SCRIPT % (token, json.dumps(BODY)))
    text = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{SECONDS}s", "-s", script, root],
        capture_output=True, text=True, check=True).stdout
    count, micros, p50, p99, longest, errors = map(
        float, re.search(r"RESULT (.*)", text).group(1).split())
    cost = (busy(pid) - before) * 1000 / count
    return count / micros * 1e6, p50, p99, longest, int(errors), cost


def octavo(program, folder, workers):
    (folder / "octavo.yaml").write_text("policy: policy.yaml\n")
    (folder / "policy.yaml").write_text(
        "limits:\n  ideations-per-hour: 100000000\n  jobs-at-once: 100000000\n")
    process = subprocess.Popen(
        [program, "serve", "--port", "0", "--provider", "rehearsal", "--workers", str(workers),
         "--config", "octavo.yaml", "--log", "access.jsonl"],
        cwd=folder, stdout=subprocess.PIPE, text=True)
    root = re.search(r"http://\S+", process.stdout.readline()).group()
    return process, root, process.stdout.readline().split()[-1]


def peer(python, folder):
    port = "18971"
    process = subprocess.Popen(
        [python, "-m", "uvicorn", "peer:app", "--port", port, "--loop", "uvloop", "--http",
         "httptools", "--log-level", "warning"],
        cwd=HERE, env={**os.environ, "PEER_STORE": str(folder / "peer.db")})
    for _ in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/live")
            break
        except OSError:
            time.sleep(0.1)
    return process, f"http://127.0.0.1:{port}", "secret"


def race(program, python):
    rows = []
    for connections in (16, 64):
        for name in ("octavo", "fastapi"):
            with tempfile.TemporaryDirectory(prefix="octavo-bench-") as text:
                folder = pathlib.Path(text)
                start = octavo(program, folder, 0) if name == "octavo" else peer(python, folder)
                process, root, token = start
                try:
                    found = load(root, token, folder, connections, process.pid)
                    rows.append((name, connections, *found, memory(process.pid)[0]))
                finally:
                    process.terminate()
                    process.wait(timeout=40)
    print("POST initiate   connections   requests/s   p50 ms   p99 ms   longest ms   errors   CPU ms each   MB")
    for name, connections, rate, p50, p99, longest, errors, cost, peak in rows:
        print(f"{name:14} {connections:12} {rate:12.0f} {p50:8.2f} {p99:8.2f} {longest:12.1f} "
              f"{errors:8} {cost:13.2f} {peak:4.0f}")
    for connections in (16, 64):
        ours, theirs = [row[2] for row in rows if row[1] == connections]
        print(f"ratio to FastAPI at {connections} connections: {ours / theirs:.1f}")


def ask(root, token, method, path, body=None, wait=60):
    request = urllib.request.Request(
        root + path, method=method, data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": "Bearer " + token, "Content-Type": "application/json",
                 "Prefer": f"wait={wait}" if wait else "handling=lenient"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


class Crowd:
    """Many sockets in one thread that does next to nothing but note when bytes came."""

    def __init__(self, root, token, count):
        self.pieces, self.poll = {}, select.epoll()
        host, port = root.removeprefix("http://").split(":")
        for _ in range(count):
            socket_ = socket.create_connection((host, int(port)))
            socket_.sendall((
                "GET /api/v1/events?types=chapter.delta,chapter_completed HTTP/1.1\r\n"
                f"Host: {host}\r\nAuthorization: Bearer {token}\r\nUpgrade: websocket\r\n"
                "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n").encode())
            head = b""
            while b"\r\n\r\n" not in head:
                head += socket_.recv(4096)
            if b" 101 " not in head.split(b"\r\n")[0]:
                raise SystemExit("a socket was refused: " + head.decode())
            socket_.setblocking(False)
            self.poll.register(socket_.fileno(), select.EPOLLIN)
            self.pieces[socket_.fileno()] = (socket_, [])

    def listen(self, seconds):
        """Until every socket has the chapter's end."""
        left, end = set(self.pieces), time.time() + seconds
        while left and time.time() < end:
            for number, _ in self.poll.poll(0.5):
                socket_, pieces = self.pieces[number]
                bytes_ = socket_.recv(1 << 16)
                pieces.append((time.time(), bytes_))
                if not bytes_ or b"chapter_completed" in bytes_:
                    left.discard(number)
        return len(self.pieces) - len(left)

    def delays(self):
        """Milliseconds from an event's writing to its arrival, for each message of each socket."""
        found = []
        for socket_, pieces in self.pieces.values():
            buffer = b""
            for moment, bytes_ in pieces:
                buffer += bytes_
                while (frame := self.frame(buffer)) is not None:
                    payload, buffer = frame
                    if payload:
                        at = json.loads(payload)["at"].replace("Z", "+00:00")
                        found.append((moment - datetime.fromisoformat(at).timestamp()) * 1000)
            socket_.close()
        return found

    @staticmethod
    def frame(buffer):
        """The text of the first frame and what is behind it; empty for other frames than text."""
        if len(buffer) < 2:
            return None
        length, start = buffer[1] & 127, 2
        if length == 126:
            length, start = int.from_bytes(buffer[2:4], "big"), 4
        if len(buffer) < start + length:
            return None
        text = buffer[start:start + length] if buffer[0] & 15 == 1 else b""
        return text, buffer[start + length:]


def crowd(root, token, chapter, count):
    crowd = Crowd(root, token, count)
    ask(root, token, "POST", f"/api/v1/chapters/{chapter}/generate", {}, 0)
    ended = crowd.listen(120)
    return crowd.delays(), ended


def clients(program):
    """How much later than it was written each of many clients gets each piece of a chapter."""
    with tempfile.TemporaryDirectory(prefix="octavo-bench-") as text:
        folder = pathlib.Path(text)
        process, root, token = octavo(program, folder, 2)
        try:
            begun = ask(root, token, "POST", "/api/v1/projects/initiate", BODY)
            path = "/api/v1/projects/" + begun["project_id"]
            concept = ask(root, token, "GET", path + "/concepts")["concepts"][0]["id"]
            ask(root, token, "POST", path + "/toc", {"concept_id": concept, "chapters": 2,
                                                     "words": 3000})
            chapters = ask(root, token, "GET", path + "/toc")["parts"][0]["chapters"]
            alone, _ = crowd(root, token, chapters[0]["id"], 1)
            many, ended = crowd(root, token, chapters[1]["id"], CLIENTS)
            peak, now = memory(process.pid)
        finally:
            process.terminate()
            process.wait(timeout=40)
    for name, delays in (("1 client", alone), (f"{CLIENTS} clients", many)):
        delays.sort()
        p99 = delays[int(len(delays) * 0.99)]
        print(f"chapter to {name}: {len(delays)} messages, delay ms: median "
              f"{statistics.median(delays):.1f}, p99 {p99:.1f}, longest {delays[-1]:.1f}")
    print(f"clients that got the end: {ended}; memory of the server: {peak:.0f} MB at most")


def main():
    program, python = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    race(program, python)
    clients(program)


main()
