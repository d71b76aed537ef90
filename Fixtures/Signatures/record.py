"""Records signatures as botocore makes them, for requests of every shape.

    python3 -m venv .build/signatures
    .build/signatures/bin/pip install botocore
    .build/signatures/bin/python Fixtures/Signatures/record.py

Writes presigned.jsonl and headers.jsonl beside itself: a comment, then a request a line, with the
signature botocore gave it, and for some the whole address or all headers. The same seed gives the
same requests; a change of the signatures is a change of botocore's mind.
"""

import datetime
import json
import pathlib
import random
import urllib.parse

import botocore
import botocore.auth
import botocore.session
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials

HERE = pathlib.Path(__file__).parent
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
MARKS = " !\"#$%&'()*+,-./:;<=>?@[]^_`{|}~"
FAR = "éüñßøłšžдюя日本語書籍עברית العربية😀📚\u0301"
chance = random.Random(1851)
clock = [datetime.datetime(2026, 1, 2, 3, 4, 5)]
botocore.auth.get_current_datetime = lambda remove_tzinfo=True: clock[0]


def word(most, alphabet=LETTERS + MARKS + FAR):
    return "".join(chance.choice(alphabet) for _ in range(chance.randint(1, most)))


def key():
    text = "/".join(word(14) for _ in range(chance.randint(1, 3))).strip("/. ")
    while "//" in text or "/." in text or "./" in text:
        text = text.replace("//", "/").replace("/.", "/").replace("./", "/")
    return text.strip("/. ") or "key"


def account():
    token = word(60, LETTERS + "+/=") if chance.random() < 0.3 else None
    return {
        "accessKey": word(20, LETTERS).upper(),
        "secretKey": word(40, LETTERS + "+/"),
        "token": token,
        "region": chance.choice(["us-east-1", "eu-west-3", "ap-southeast-2", "auto"]),
    }


def moment():
    seconds = chance.randrange(946684800, 4102444800)
    clock[0] = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=seconds)
    return seconds


def encoded(path):
    return urllib.parse.quote(path, safe="/~")


def signature(url):
    return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(url).query))["X-Amz-Signature"]


def from_client():
    """As applications ask: get, head and put by the S3 client, in both styles."""
    who, now, lifetime, name = account(), moment(), chance.randint(1, 604800), key()
    style = chance.choice(["path", "virtual"])
    secure = chance.random() < 0.5
    scheme, host = "https" if secure else "http", chance.choice(["127.0.0.1:9000", "s3.example.net"])
    if host[0].isdigit():
        style = "path"
    client = botocore.session.Session().create_client(
        "s3", endpoint_url=f"{scheme}://{host}", region_name=who["region"],
        aws_access_key_id=who["accessKey"], aws_secret_access_key=who["secretKey"],
        aws_session_token=who["token"],
        config=Config(signature_version="s3v4", s3={"addressing_style": style},
                      request_checksum_calculation="when_required"))
    given, query, headers = {"Bucket": "books", "Key": name}, [], []
    kind = chance.choice(["get", "get", "head", "put"])
    if kind == "get" and chance.random() < 0.7:
        given["ResponseContentDisposition"] = f'attachment; filename="{word(20)}"'
        query.append(["response-content-disposition", given["ResponseContentDisposition"]])
    if kind == "put":
        given["ContentType"] = "application/pdf"
        headers.append(["content-type", "application/pdf"])
    url = client.generate_presigned_url(f"{kind}_object", given, ExpiresIn=lifetime)
    virtual = style == "virtual"
    return row(kind.upper(), f"{scheme}://books.{host}" if virtual else f"{scheme}://{host}",
               f"/{name}" if virtual else f"/books/{name}", query, headers, who, now), lifetime, url


def from_signer():
    """As the signer itself is asked: any query, any headers."""
    who, now, lifetime = account(), moment(), chance.randint(1, 604800)
    path, query = "/books/" + key(), [[word(8), word(20)] for _ in range(chance.randint(0, 4))]
    names = {word(12, LETTERS + "-").strip("-") or "a" for _ in range(chance.randint(0, 4))}
    headers = [["x-amz-meta-" + name.lower(), word(30, LETTERS + MARKS).strip() or "v"]
               for name in sorted(names, key=str.lower)]
    headers = [pair for at, pair in enumerate(headers)
               if pair[0] not in [other[0] for other in headers[:at]]]
    query = list({name: [name, value] for name, value in query}.values())
    origin = chance.choice(["http://127.0.0.1:9000", "https://s3.example.net"])
    method = chance.choice(["GET", "PUT", "HEAD", "DELETE", "POST"])
    return row(method, origin, path, query, headers, who, now), lifetime


def row(method, origin, path, query, headers, who, now):
    return {"method": method, "origin": origin, "path": path, "query": query,
            "headers": headers, **who, "now": now}


def request(of, data=b""):
    made = AWSRequest(of["method"], of["origin"] + encoded(of["path"]), data=data,
                      headers=dict(map(tuple, of["headers"])), params=dict(map(tuple, of["query"])))
    return made


def presigned(number):
    if number % 2:
        of, lifetime, url = from_client()
    else:
        of, lifetime = from_signer()
        made = request(of)
        who = Credentials(of["accessKey"], of["secretKey"], of["token"])
        botocore.auth.S3SigV4QueryAuth(who, "s3", of["region"], lifetime).add_auth(made)
        url = made.url
    of |= {"lifetime": lifetime, "signature": signature(url)}
    return of | ({"address": url} if number < 40 else {})


def by_headers(number):
    of, _ = from_signer()
    body = word(200).encode()
    made = request(of, body)
    who = Credentials(of["accessKey"], of["secretKey"], of["token"])
    botocore.auth.S3SigV4Auth(who, "s3", of["region"]).add_auth(made)
    proof = made.headers["Authorization"]
    of |= {"body": body.decode(), "signature": proof.split("Signature=")[1]}
    sent = {name.lower(): value for name, value in made.headers.items()}
    return of | ({"sent": sent} if number < 20 else {})


def write(name, rows):
    lines = [f"# botocore {botocore.__version__}"]
    lines += [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows]
    (HERE / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{name}: {len(rows)} requests")


write("presigned.jsonl", [presigned(number) for number in range(1000)])
write("headers.jsonl", [by_headers(number) for number in range(300)])
