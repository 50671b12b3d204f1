#!/usr/bin/env bash
# Writes .env beside this script, with random secrets; does nothing if it is there. Needs openssl, sha256sum.
set -euo pipefail
cd "$(dirname "$0")"
[ -e .env ] && exit 0
umask 077
key=aq_$(openssl rand -hex 24)
hash=$(printf %s "$key" | sha256sum | cut -d' ' -f1)
cat >.env.new <<END
ACEQUIA_POSTGRES_PASSWORD=$(openssl rand -hex 16)
ACEQUIA_API_KEY=$key
ACEQUIA_INGEST_API_KEYS='[{"id":"compose","sha256":"$hash"}]'
END
mv .env.new .env
echo "compose/.env written: the API key of the ingest and PostgreSQL's password are in it"
