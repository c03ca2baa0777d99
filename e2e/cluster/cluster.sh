#!/bin/sh
# Three workers, three nodes of Restate and an api on this machine, each a process of its own, with a balancer before
# whatever there is several of. It shows how to run so; on real machines each node gets the same settings there.
#
#   DATABASE_URL=postgres://... sh e2e/cluster/cluster.sh start /var/lib/patchbay
#   sh e2e/cluster/cluster.sh stop /var/lib/patchbay
#
# PORTS (default 4900) moves the whole block: api +1, workers +11 to +13 behind +10, Restate's ingress +21 to +23 behind
# +20, its admin +31 to +33 behind +30, its nodes +41 to +43. Besides, what api and worker read may be set.
set -eu
verb=$1
mkdir -p "$2/logs" "$2/pids"
dir=$(cd "$2" && pwd)
cd "$(dirname "$0")/../.."
export PATH="$PWD/node_modules/.bin:$PATH"
at() { echo $((${PORTS:-4900} + $1)); }

# Keeps running what it is given, and its process id in pids/.
run() {
  name=$1
  shift
  nohup "$@" >"$dir/logs/$name.log" 2>&1 </dev/null &
  echo $! >"$dir/pids/$name"
}

until_ok() {
  tries=0
  until curl -sf -o /dev/null --max-time 2 "$1"; do
    tries=$((tries + 1))
    [ $tries -lt 300 ] || { echo "$1 does not answer; see $dir/logs" >&2; exit 1; }
    sleep 0.2
  done
}

if [ "$verb" = stop ]; then
  for file in "$dir"/pids/*; do kill "$(cat "$file")" 2>/dev/null || true; done
  for file in "$dir"/pids/*; do
    tries=0
    while kill -0 "$(cat "$file")" 2>/dev/null; do
      tries=$((tries + 1))
      [ $tries -lt 50 ] || kill -9 "$(cat "$file")" 2>/dev/null || true
      sleep 0.2
    done
  done
  rm -rf "$dir/pids"
  exit 0
fi

# What every api and worker must share. Made once: whoever has these files can open every credential.
umask 077
[ -f "$dir/key-ring.json" ] || node -e '
  const key = require("node:crypto").randomBytes(32).toString("base64");
  console.log(JSON.stringify({ current: "k1", keys: { k1: key } }))' >"$dir/key-ring.json"
[ -f "$dir/auth-secret" ] || node -p 'require("node:crypto").randomBytes(32).toString("hex")' >"$dir/auth-secret"
[ -f "$dir/signing-key.pem" ] || node --input-type=module -e '
  import { newSigningKey } from "./api/src/launch/restate-identity.ts"
  process.stdout.write(newSigningKey())' >"$dir/signing-key.pem"

restate=$(node -p '
  const outer = require("node:module").createRequire(process.cwd() + "/api/package.json").resolve("@restatedev/restate-server/package.json")
  require("node:module").createRequire(outer).resolve(`@restatedev/restate-server-${process.platform}-${process.arch}/bin/restate-server`)')
node_urls="\"http://127.0.0.1:$(at 41)\", \"http://127.0.0.1:$(at 42)\", \"http://127.0.0.1:$(at 43)\""

# 1. Restate. Two of three copies must be there: one node may be lost. Only the first start of the first node makes the
#    cluster. In earnest they also need an object store for snapshots ([worker.snapshots] destination = "s3://..."): a
#    node that is new, or was away for long, catches up from them, and without them the log is never trimmed.
for n in 1 2 3; do
  mkdir -p "$dir/restate-$n"
  cat >"$dir/restate-$n.toml" <<TOML
cluster-name = "patchbay"
node-name = "node-$n"
auto-provision = $([ $n = 1 ] && echo true || echo false)
default-replication = 2
base-dir = "$dir/restate-$n"
listen-mode = "tcp"
bind-ip = "127.0.0.1"
bind-port = $(at 4$n)
advertised-address = "http://127.0.0.1:$(at 4$n)/"
disable-telemetry = true
log-format = "compact"
log-filter = "warn"

[metadata-client]
addresses = [$node_urls]

[admin]
bind-ip = "127.0.0.1"
bind-port = $(at 3$n)
disable-web-ui = true

[ingress]
bind-ip = "127.0.0.1"
bind-port = $(at 2$n)

[worker.invoker]
inactivity-timeout = "24h"
abort-timeout = "24h"
http2-keep-alive-interval = "2s"
http2-keep-alive-timeout = "2s"
request-identity-private-key-pem-file = "$dir/signing-key.pem"

[default-retry-policy]
initial-interval = "50ms"
exponentiation-factor = 2.0
max-attempts = "unlimited"
max-interval = "2s"
TOML
  run "restate-$n" env -i DO_NOT_TRACK=1 "$restate" --no-logo --config-file "$dir/restate-$n.toml"
done

# 2. Balancers on layer 4; in earnest HAProxy (mode tcp) or the like stands here.
run balancer-workers node e2e/cluster/balance.ts "$(at 10)" "$(at 11)" "$(at 12)" "$(at 13)"
run balancer-ingress node e2e/cluster/balance.ts "$(at 20)" "$(at 21)" "$(at 22)" "$(at 23)"
run balancer-admin node e2e/cluster/balance.ts "$(at 30)" "$(at 31)" "$(at 32)" "$(at 33)"

# 3. The database, and what api and workers are told.
node api/src/migrate.ts
export KEY_RING_FILE="$dir/key-ring.json"
AUTH_SECRET=$(cat "$dir/auth-secret")
export AUTH_SECRET
export PUBLIC_URL="${PUBLIC_URL:-http://127.0.0.1:$(at 1)}"
export API_PORT="$(at 1)"
export RESTATE_INGRESS_URL="http://127.0.0.1:$(at 20)"
export RESTATE_ADMIN_URL="http://127.0.0.1:$(at 30)"
RESTATE_IDENTITY_KEY=$(node --input-type=module -e '
  import { readFileSync } from "node:fs"
  import { identityKeyOf } from "./api/src/launch/restate-identity.ts"
  console.log(identityKeyOf(readFileSync(process.argv[1], "utf8")))' "$dir/signing-key.pem")
export RESTATE_IDENTITY_KEY
until_ok "http://127.0.0.1:$(at 21)/restate/health"
until_ok "http://127.0.0.1:$(at 22)/restate/health"
until_ok "http://127.0.0.1:$(at 23)/restate/health"

# 4. The workers, all under the one address of their balancer, and the api.
for n in 1 2 3; do
  WORKER_PORT="$(at 1$n)" WORKER_URL="http://127.0.0.1:$(at 10)" run "worker-$n" node api/src/worker.ts
done
run api node api/src/main.ts
for n in 1 2 3; do until_ok "http://127.0.0.1:$(at 1$n)/readyz"; done
until_ok "http://127.0.0.1:$(at 1)/readyz"
echo "api: http://127.0.0.1:$(at 1)"
