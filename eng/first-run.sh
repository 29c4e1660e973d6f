#!/usr/bin/env bash
# Measures what a newcomer waits for. Run it in an empty folder with nothing but the .NET SDK, git and bash:
#   first-run.sh [REPOSITORY]     (default: the repository this script lies in)
# Prints: clone to page, second start to ready, and POST to code on the lock (median of CENDRA_RUNS, 5).
# CENDRA_PORT (5080) is the port of the server. Ends what it started, by its id, and nothing else.
set -euo pipefail

repository=${1:-$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)}
port=${CENDRA_PORT:-5080}
runs=${CENDRA_RUNS:-5}
patience=${CENDRA_PATIENCE:-600} # seconds; the first start restores every package
server=""

fail() { echo "first-run: $1" >&2; exit 1; }
now_ms() { local t=${EPOCHREALTIME/[.,]/}; echo $((t / 1000)); }
seconds_since() { local ms=$(($(now_ms) - $1)); printf '%d.%01d' $((ms / 1000)) $((ms % 1000 / 100)); }

for tool in dotnet git; do command -v $tool >/dev/null || fail "$tool is not on PATH"; done
[ ! -e cendra ] || fail "the folder ./cendra is here already; start in an empty folder"

# GET without curl. Sets $status and $location; status 000 if nobody answers.
get() {
  local line header
  status=000 location=""
  exec 3<>"/dev/tcp/127.0.0.1/$port" || return 0
  printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nAccept: text/html\r\nConnection: close\r\n\r\n' "$1" "$port" >&3
  if IFS= read -r -t 30 line <&3; then
    case "$line" in HTTP/1.*) status=${line:9:3} ;; esac
    while IFS= read -r -t 30 header <&3; do
      header=${header%$'\r'}
      [ -n "$header" ] || break
      case "$header" in [Ll]ocation:*) location=${header#*:} location=${location# } ;; esac
    done
  fi
  exec 3<&- 3>&-
} 2>/dev/null

# GET along at most five redirects on this server. True if a page answers 200.
page_answers() {
  local path=$1 hops
  for hops in 1 2 3 4 5; do
    get "$path"
    case "$status" in
      200) return 0 ;;
      30?) path=/${location#http://*/}; path=${path/#\/\///} ;;
      *) return 1 ;;
    esac
  done
  return 1
}

ready() { get /health/ready; [ "$status" = 200 ]; }

# wait_for LOG CONDITION...: asks five times a second.
wait_for() {
  local log=$1 deadline=$((SECONDS + patience))
  shift
  until "$@"; do
    kill -0 "$server" 2>/dev/null || { tail -n 30 "$log" >&2; fail "the server ended before it answered ($log)"; }
    [ $SECONDS -lt $deadline ] || { tail -n 30 "$log" >&2; fail "no answer within $patience s ($log)"; }
    sleep 0.2
  done
}

# A job of its own process group, so that stopping it reaches what it started and nothing else.
start_server() {
  local log=$1
  shift
  set -m
  (cd cendra && exec dotnet run "$@" --project src/Cendra.Server -- --urls "http://127.0.0.1:$port") >"$log" 2>&1 </dev/null &
  server=$!
  set +m
}

stop_server() {
  [ -n "$server" ] || return 0
  local tries
  kill -TERM "$server" 2>/dev/null || true
  for tries in {1..100}; do kill -0 -- "-$server" 2>/dev/null || break; sleep 0.2; done
  if kill -0 -- "-$server" 2>/dev/null; then kill -KILL -- "-$server" 2>/dev/null || true; fi
  wait "$server" 2>/dev/null || true
  server=""
}
trap stop_server EXIT
trap 'exit 130' INT TERM

export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
get /
[ "$status" = 000 ] || fail "something answers on port $port already; set CENDRA_PORT"

begin=$(now_ms)
git clone -q "$repository" cendra
start_server first-run.log
wait_for first-run.log page_answers /sign-in
echo "clone to page: $(seconds_since "$begin") s"
stop_server

begin=$(now_ms)
start_server second-run.log --no-build
wait_for second-run.log ready
echo "second start to ready: $(seconds_since "$begin") s"

# ---- POST to code on the lock ----------------------------------------------------------------
# The command posts signed reservations to the running rehearsal, watches until the locks have
# confirmed the code (three seconds of it are the virtual lock's own), and prints: POST to code on the lock: median N ms
program=artifacts/bin/Cendra.Server/debug/Cendra.Server.dll
measured=$(cd cendra && dotnet "$program" measure --url "http://127.0.0.1:$port" --count "$runs" 2>../measure.log) || { tail -n 30 measure.log >&2; fail "the measurement failed (measure.log)"; }
grep -E '^POST to code on the lock: median [0-9]+(\.[0-9]+)? ms' <<<"$measured" || fail "the measurement printed no median: $measured"
