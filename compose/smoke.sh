#!/usr/bin/env bash
# Starts the compose file, deploys the first flow by curl, sends events by curl, counts rows, stops. Needs docker compose,
# curl, jq and the bundle (mvn package). Fails with one sentence; --keep leaves everything running.
set -euo pipefail
cd "$(dirname "$0")"

events=500
flow="http-ingest flights-postgres"
keep=${1:-}
connect=http://localhost:${ACEQUIA_CONNECT_PORT:-8083}
ingest=http://localhost:${ACEQUIA_INGEST_PORT:-8088}
run=smoke-$(date +%s)-$$
work=$(mktemp -d)

say() { printf 'smoke: %s\n' "$*"; }
fail() {
  say "FAILED: $*" >&2
  docker compose ps >&2 || true
  docker compose logs --tail 40 connect >&2 || true
  exit 1
}
finish() {
  rm -rf "$work"
  [ "$keep" = --keep ] || docker compose down --volumes --timeout 10 >/dev/null 2>&1 || true
}
trap finish EXIT

# within SECONDS WHAT COMMAND...: asks once a second until the command succeeds.
within() {
  local seconds=$1 what=$2
  shift 2
  for _ in $(seq "$seconds"); do
    "$@" && return 0
    sleep 1
  done
  fail "waited $seconds s for $what"
}
sql() { docker compose exec -T postgres psql --username=acequia --dbname=acequia --no-align --tuples-only --quiet --command="$1" 2>/dev/null; }
rows() { sql "SELECT count(*), count(DISTINCT event_id) FROM flights WHERE event_id LIKE '$run-%'"; }
all_rows() { [ "$(rows)" = "$events|$events" ]; }
running() {
  curl -sf "$connect/connectors/$1/status" |
    jq -e '.connector.state == "RUNNING" and (.tasks | length > 0) and all(.tasks[]; .state == "RUNNING")' >/dev/null
}
healthy() { curl -sf -o /dev/null "$ingest/v2/health"; }

for tool in docker curl jq; do command -v "$tool" >/dev/null || { say "FAILED: $tool is not installed" >&2; exit 1; }; done
[ -d ../plugin-packaging/bundle/target/plugin ] || { say "FAILED: no bundle; run mvn package first" >&2; exit 1; }

./env.sh
# shellcheck disable=SC1091
. ./.env
docker compose up --detach --wait --quiet-pull >/dev/null 2>&1 || fail "the services did not become healthy"
say "services are healthy"

for name in $flow; do
  file=connectors/$name.json
  curl -sf -o /dev/null -X PUT -H 'Content-Type: application/json' --data "@$file" "$connect/connectors/$name/config" ||
    fail "Connect refused $file: $(curl -s -X PUT -H 'Content-Type: application/json' --data "@$file" "$connect/connectors/$name/config")"
done
for name in $flow; do
  within 60 "connector $name to run" running "$name"
done
within 30 "the ingest to answer" healthy
say "connectors run: $(curl -sf "$connect/connectors" | jq -r 'join(", ")')"

# Twice, as a client does that got no answer: the same event_id must make one row.
head -n "$events" <(gzip -dc sample-data/flights.ndjson.gz) |
  jq -c --arg run "$run" '{event_id: "\($run)-\(input_line_number)", stream_id: "flights", event_type: "flight.arrived",
    timestamp: (.date | gsub("/"; "-") | sub(" "; "T") + ":00Z"), data: .,
    metadata: {source: "smoke", contact: "+1 555 0100 0042"}}' >"$work/events.ndjson" || fail "no sample data"
for _ in 1 2; do
  answer=$(curl -s -X POST -H "X-API-Key: $ACEQUIA_API_KEY" -H 'Content-Type: application/x-ndjson' \
    --data-binary "@$work/events.ndjson" "$ingest/v2/ingest/events") || fail "the ingest did not answer"
done
say "sent $events events, twice; the ingest answered $(printf %s "$answer" | head -c 160)"

within 60 "$events rows in flights (now $(rows || true))" all_rows
contact=$(sql "SELECT DISTINCT contact FROM flights WHERE event_id LIKE '$run-%'")
[ "$contact" = '************0042' ] || fail "the contact is not masked: $contact"
say "OK: $events rows in PostgreSQL, each once, its contact masked"
