"""Tests a running service against its own published description.

    check.py OCTAVO [EXAMPLES]

Starts the program on a fresh store with the rehearsal, makes a small book so that there is something
to ask for, and has schemathesis try every operation. Fails where an answer breaks its schema, where a
request is taken or refused against it, and where anything ends in a defect.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.request

FOLDER = pathlib.Path(__file__).parent.resolve()


class Service:
    """The program under test."""

    def __init__(self, program, folder):
        self.log = open(folder / "log.jsonl", "w")
        self.process = subprocess.Popen(
            [program, "serve", "--port", "0", "--provider", "rehearsal", "--config",
             str(folder / "octavo.yaml"), "--store", str(folder / "store")],
            cwd=folder, stdout=subprocess.PIPE, stderr=self.log, text=True)
        self.root = re.search(r"http://\S+", self.process.stdout.readline()).group()
        self.token = self.process.stdout.readline().split()[-1]

    def ask(self, method, path, body=None, headers=()):
        request = urllib.request.Request(
            self.root + path, method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": "Bearer " + self.token, "Content-Type": "application/json",
                     **dict(headers)})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def stop(self):
        self.process.terminate()
        return self.process.wait(timeout=40)


def small_book(service):
    """Makes a book of two chapters, one written; gives the names of its things."""
    wait = [("Prefer", "wait=60")]
    begun = service.ask("POST", "/api/v1/projects/initiate", {
        "keyword": "bees", "genre": "popular science", "audience_level": "beginner"}, wait)
    project = begun["project_id"]
    path = "/api/v1/projects/" + project
    concept = service.ask("GET", path + "/concepts")["concepts"][0]["id"]
    service.ask("POST", path + "/toc", {"concept_id": concept, "chapters": 2, "words": 600}, wait)
    plan = service.ask("GET", path + "/toc")
    chapter = plan["parts"][0]["chapters"][0]["id"]
    service.ask("POST", f"/api/v1/chapters/{chapter}/generate", {}, wait)
    token = service.ask("GET", "/api/v1/admin/tokens")["items"][0]["id"]
    return {"project": project, "concept": concept, "chapter": chapter, "job": begun["job_id"],
            "flag": "webhook", "own": token}


def main():
    program, examples = os.path.abspath(sys.argv[1]), (sys.argv + ["25"])[2]
    with tempfile.TemporaryDirectory(prefix="octavo-api-") as name:
        folder = pathlib.Path(name)
        (folder / "octavo.yaml").write_text("policy: policy.yaml\n")
        (folder / "policy.yaml").write_text(
            "limits:\n  ideations-per-hour: 1000000\n  jobs-at-once: 1000000\n")
        service = Service(program, folder)
        try:
            known = small_book(service)
            tester = pathlib.Path(sys.executable).parent / "schemathesis"
            result = subprocess.run(
                [tester, "--config-file", FOLDER / "schemathesis.toml", "run",
                 service.root + "/openapi.json", "--phases", "examples,coverage,fuzzing",
                 "--max-examples", examples, "--request-timeout", "90"],
                cwd=folder, env={**os.environ, "OCTAVO_KNOWN": json.dumps(known),
                                 "OCTAVO_TOKEN": service.token, "PYTHONPATH": str(FOLDER)})
        finally:
            code = service.stop()
        lines = (folder / "log.jsonl").read_text().splitlines()
        broken = [line for line in lines if json.loads(line)["status"] == 500]
        for line in broken[:20]:
            print("defect:", line)
        print(f"{len(lines)} requests, {len(broken)} defects, the service ended with {code}")
        sys.exit(1 if result.returncode or broken or code else 0)


main()
