#!/usr/bin/env bash
# postgres-image.sh VERSION SERVER_JAR ROOTFS: builds a local STAND-IN for the image postgres:VERSION, for machines that reach no
# registry of images: the server from the jar of io.zonky.test.postgres, psql and pg_isready from this machine. ROOTFS is the
# script that copies this machine's own libraries into a folder. Run it inside the engine; elsewhere Docker pulls the official one.
set -euo pipefail
version=$1 jar=$(realpath "$2") rootfs=$(realpath "$3") here=$(cd "$(dirname "$0")" && pwd)
docker image inspect "postgres:$version" >/dev/null 2>&1 && { echo "postgres:$version is there"; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/server" "$work/data"
unzip -q -p "$jar" '*.txz' | tar -xJ -C "$work/server"
client=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
cp "$client/psql" "$client/pg_isready" "$work/server/bin/"
bash "$rootfs" "$work/root" "$work/server"
mkdir -p "$work/root/usr/local" "$work/root/var/run/postgresql"
chmod 1777 "$work/root/var/run/postgresql"
mv "$work/server" "$work/root/usr/local/pgsql"
cp "$here/postgres-image/entrypoint" "$work/root/entrypoint"
echo 'postgres:x:999:999:postgres:/var/lib/postgresql:/bin/bash' >>"$work/root/etc/passwd"
echo 'postgres:x:999:' >>"$work/root/etc/group"
cp "$here/postgres-image/Dockerfile" "$work/"
docker build -q -t "postgres:$version" "$work"
