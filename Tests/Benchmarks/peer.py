"""The same work on FastAPI and SQLite: the program that Octavo's service is timed beside.

A token is looked up by its hash, the body checked, and a project, a job, an event and an audit line
are written in one transaction that is on the disk before it is answered, as in Octavo; a key that came
before gets the same answer.
"""

import hashlib
import json
import os
import secrets
import sqlite3
import time

from fastapi import FastAPI, Header, HTTPException
from pydantic import BaseModel, Field

SCHEMA = """
CREATE TABLE users (id TEXT PRIMARY KEY, name TEXT);
CREATE TABLE tokens (hash TEXT PRIMARY KEY, user TEXT, scopes TEXT);
CREATE TABLE projects (id TEXT PRIMARY KEY, user TEXT, keyword TEXT, genre TEXT, level TEXT, at INT);
CREATE INDEX projects_user ON projects (user, at);
CREATE TABLE jobs (id TEXT PRIMARY KEY, user TEXT, project TEXT, kind TEXT, state TEXT, at INT);
CREATE INDEX jobs_state ON jobs (state, at);
CREATE INDEX jobs_user ON jobs (user, state);
CREATE TABLE events (seq INTEGER PRIMARY KEY AUTOINCREMENT, project TEXT, job TEXT, type TEXT,
  at INT, data TEXT);
CREATE TABLE audit (seq INTEGER PRIMARY KEY AUTOINCREMENT, user TEXT, action TEXT, subject TEXT,
  at INT);
CREATE TABLE requests (user TEXT, key TEXT, digest TEXT, answer TEXT, PRIMARY KEY (user, key));
"""


class Initiate(BaseModel):
    keyword: str = Field(min_length=1, max_length=300)
    genre: str = Field(min_length=1, max_length=300)
    audience_level: str = Field(min_length=1, max_length=300)
    intent: str | None = Field(default=None, max_length=8000)
    language: str | None = Field(default=None, max_length=35)


def opened():
    store = sqlite3.connect(os.environ["PEER_STORE"], isolation_level=None, check_same_thread=False)
    store.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;" + SCHEMA)
    store.execute("INSERT INTO users VALUES ('u1', 'first')")
    digest = hashlib.sha256(b"secret").hexdigest()
    store.execute("INSERT INTO tokens VALUES (?, 'u1', 'project_write')", (digest,))
    return store


app = FastAPI()
store = opened()


@app.get("/live")
async def live():
    return {"status": "live"}


@app.post("/api/v1/projects/initiate", status_code=202)
async def initiate(body: Initiate, authorization: str = Header(""),
                   idempotency_key: str = Header("")):
    digest = hashlib.sha256(authorization.removeprefix("Bearer ").encode()).hexdigest()
    row = store.execute("SELECT user, scopes FROM tokens WHERE hash = ?", (digest,)).fetchone()
    if not row or "project_write" not in row[1]:
        raise HTTPException(401)
    user, text = row[0], body.model_dump_json()
    request = hashlib.sha256(text.encode()).hexdigest()
    store.execute("BEGIN IMMEDIATE")
    try:
        known = store.execute("SELECT digest, answer FROM requests WHERE user = ? AND key = ?",
                              (user, idempotency_key)).fetchone()
        if known:
            store.execute("COMMIT")
            if known[0] != request:
                raise HTTPException(422)
            return json.loads(known[1])
        now = time.time_ns() // 1_000_000
        project, job = "p" + secrets.token_hex(6), "j" + secrets.token_hex(6)
        store.execute("SELECT count(*) FROM jobs WHERE user = ? AND state = 'running'", (user,))
        store.execute("INSERT INTO projects VALUES (?, ?, ?, ?, ?, ?)",
                      (project, user, body.keyword, body.genre, body.audience_level, now))
        store.execute("INSERT INTO jobs VALUES (?, ?, ?, 'ideation', 'queued', ?)",
                      (job, user, project, now))
        store.execute("INSERT INTO events (project, job, type, at, data) VALUES (?, ?, ?, ?, ?)",
                      (project, job, "job.state", now, '{"state":"queued"}'))
        store.execute("INSERT INTO audit (user, action, subject, at) VALUES (?, ?, ?, ?)",
                      (user, "project.initiate", project, now))
        answer = {"project_id": project, "job_id": job}
        store.execute("INSERT INTO requests VALUES (?, ?, ?, ?)",
                      (user, idempotency_key, request, json.dumps(answer)))
        store.execute("COMMIT")
        return answer
    except sqlite3.Error:
        store.execute("ROLLBACK")
        raise
