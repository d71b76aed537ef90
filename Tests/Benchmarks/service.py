"""The service under load, beside the same work on FastAPI and SQLite.

    service.py OCTAVO PYTHON

Prints requests a second and latencies of `POST initiate`, how much later 1,000 WebSocket clients get
what a chapter's streaming writes, and memory. Numbers are one machine's; the ratio to the peer of the
same run is what counts.
"""

import asyncio
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

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


def load(root, token, folder, connections):
    """What wrk measures: requests a second, p50, p99 and the longest in ms, and errors."""
    script = folder / "initiate.lua"
    script.write_text(SCRIPT % (token, json.dumps(BODY)))
    text = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{SECONDS}s", "-s", script, root],
        capture_output=True, text=True, check=True).stdout
    count, micros, p50, p99, longest, errors = map(
        float, re.search(r"RESULT (.*)", text).group(1).split())
    return count / micros * 1e6, p50, p99, longest, int(errors)


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
                    found = load(root, token, folder, connections)
                    rows.append((name, connections, *found, memory(process.pid)[0]))
                finally:
                    process.terminate()
                    process.wait(timeout=40)
    print("POST initiate   connections   requests/s   p50 ms   p99 ms   longest ms   errors   MB")
    for name, connections, rate, p50, p99, longest, errors, peak in rows:
        print(f"{name:14} {connections:12} {rate:12.0f} {p50:8.2f} {p99:8.2f} {longest:12.1f} "
              f"{errors:8} {peak:4.0f}")
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


async def watch(root, token, chapter, delays, ready, counts):
    import websockets
    address = root.replace("http", "ws") + "/api/v1/events?types=chapter.delta,chapter_completed"
    async with websockets.connect(
            address, additional_headers={"Authorization": "Bearer " + token}, open_timeout=60,
            ping_interval=None, max_queue=None) as socket:
        ready.append(1)
        async for message in socket:
            now = time.time()
            event = json.loads(message)
            at = event["at"].replace("Z", "+00:00")
            from datetime import datetime
            delays.append((now - datetime.fromisoformat(at).timestamp()) * 1000)
            if event["type"] == "chapter_completed":
                counts.append(1)
                return


async def crowd(root, token, chapter, count):
    delays, ready, counts = [], [], []
    tasks = []
    for _ in range(count):
        tasks.append(asyncio.create_task(watch(root, token, chapter, delays, ready, counts)))
        if len(tasks) % 50 == 0:
            await asyncio.sleep(0.05)
    while len(ready) < count:
        await asyncio.sleep(0.05)
        for task in tasks:
            if task.done() and task.exception():
                raise task.exception()
    await asyncio.to_thread(
        ask, root, token, "POST", f"/api/v1/chapters/{chapter}/generate", {}, 0)
    await asyncio.wait_for(asyncio.gather(*tasks), 120)
    return delays, len(counts)


def clients(program, model):
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
            alone, _ = asyncio.run(crowd(root, token, chapters[0]["id"], 1))
            many, ended = asyncio.run(crowd(root, token, chapters[1]["id"], CLIENTS))
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
    clients(program, None)


main()
