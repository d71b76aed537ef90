#!/usr/bin/env bash
# Runs the tests of buckets against services that check signatures, each on the loopback address:
# rclone, SeaweedFS and MinIO.
#
#   Tests/RealObjects/run.sh FOLDER [SERVICE...]
#
# FOLDER holds the programs rclone, weed and juicefs. The tests must be built.
set -euo pipefail
tools=$1
shift
services=("$@")
[ ${#services[@]} -gt 0 ] || services=(rclone seaweedfs minio)
work=$(mktemp -d)
server=
stop() {
  if [ -n "$server" ]; then
    kill "$server" 2> /dev/null || true
    # SeaweedFS does not end by itself once its parts have stopped.
    for _ in $(seq 20); do kill -0 "$server" 2> /dev/null || break; sleep 0.1; done
    kill -KILL "$server" 2> /dev/null || true
    wait "$server" 2> /dev/null || true
  fi
  server=
}
trap 'stop; rm -rf "$work"' EXIT

access=AKIDOCTAVO
secret=octavo-secret-key

# Ports low enough that 10000 more, which SeaweedFS adds, is a port too.
ports() {
  python3 - "$1" << 'PYTHON'
import random, socket, sys
found = []
while len(found) < int(sys.argv[1]):
    port = random.randrange(21000, 29000)
    try:
        for number in (port, port + 10000):
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", number))
        found.append(port)
    except OSError:
        continue
print(*found)
PYTHON
}

start_rclone() {
  mkdir -p "$work/rclone"
  "$tools/rclone" serve s3 --auth-key "$access,$secret" --addr "127.0.0.1:$1" \
    --config "$work/rclone.conf" "$work/rclone" > "$work/log" 2>&1 &
  server=$!
}

start_seaweedfs() {
  mkdir -p "$work/weed"
  cat > "$work/s3.json" << JSON
{"identities": [{"name": "octavo", "credentials": [{"accessKey": "$access", "secretKey": "$secret"}],
  "actions": ["Admin", "Read", "Write", "List", "Tagging"]}]}
JSON
  "$tools/weed" server -ip=127.0.0.1 -ip.bind=127.0.0.1 -dir="$work/weed" -s3 \
    -s3.config="$work/s3.json" -s3.domainName=localhost -s3.port="$1" -master.port="$2" \
    -volume.port="$3" -filer.port="$4" -volume.max=5 -master.volumeSizeLimitMB=64 \
    > "$work/log" 2>&1 &
  server=$!
}

start_minio() {
  mkdir -p "$work/minio"
  "$tools/juicefs" format --storage file --bucket "$work/minio/" "sqlite3://$work/minio.db" octavo \
    > "$work/log" 2>&1
  MINIO_ROOT_USER=$access MINIO_ROOT_PASSWORD=$secret MINIO_DOMAIN=localhost \
    "$tools/juicefs" gateway "sqlite3://$work/minio.db" "127.0.0.1:$1" --multi-buckets --no-banner \
    --no-usage-report --keep-etag --object-meta --log "$work/gateway.log" >> "$work/log" 2>&1 &
  server=$!
}

# Waits until something answers there, whatever it says.
await() {
  for _ in $(seq 150); do
    if curl --silent --output /dev/null --max-time 2 "http://127.0.0.1:$1/"; then return; fi
    kill -0 "$server" 2> /dev/null || break
    sleep 0.2
  done
  cat "$work/log" >&2
  echo "the service did not start" >&2
  exit 1
}

for service in "${services[@]}"; do
  echo "==> buckets of $service"
  # shellcheck disable=SC2046
  set -- $(ports 4)
  "start_$service" "$@"
  await "$1"
  OCTAVO_TEST_S3="127.0.0.1:$1" OCTAVO_TEST_S3_SERVICE=$service \
    OCTAVO_TEST_S3_KEY=$access OCTAVO_TEST_S3_SECRET=$secret \
    swift test --skip-build --disable-xctest --filter RealBucketTests
  stop
done
