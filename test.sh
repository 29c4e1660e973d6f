#!/usr/bin/env bash
# Builds everything, runs every test and ends with one line: N passed, N failed, N skipped.
# Needs bash, the .NET SDK, git and coreutils; eng/setup-tests.sh installs the rest where it may.
# Fails if a test failed, a suite left no result, nothing ran, or a skip is not in tests/expected-skips.txt.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1

# No build server, compiler server or MSBuild node is left running behind the tests.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
# A German or French machine would print sums and results in another language.
export DOTNET_CLI_UI_LANGUAGE=en LC_ALL=C.UTF-8

# Tests make much garbage and little that lives long, in processes that nobody attacks: every seventh minute of the suites is saved.
export DOTNET_GCgen0size=0x4000000 DOTNET_gcConcurrent=0 DOTNET_EnableWriteXorExecute=0

results=artifacts/test-results
passed=0 failed=0 skipped=0 trouble=0 times=""

finish() {
  printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  exit "$1"
}

# One attribute of the Counters element of a result file.
counter() { grep -o '<Counters [^>]*' "$1" | sed -n "s/.* $2=\"\([0-9]*\)\".*/\1/p" | head -n 1; }

# Full names of the skipped tests of a result file, with the entities of XML resolved.
skips_of() {
  grep -o '<UnitTestResult [^>]*' "$1" | grep 'outcome="NotExecuted"' | sed -n 's/.* testName="\([^"]*\)".*/\1/p' |
    sed 's/&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&#39;/'"'"'/g; s/&amp;/\&/g'
}

# True if the name equals a prefix of the file or goes on after it with a dot, a bracket or a plus sign.
is_expected() {
  local prefix reason
  while read -r prefix reason; do
    case "$prefix" in '' | '#'*) continue ;; esac
    [ -n "$reason" ] || continue
    case "$1" in "$prefix" | "$prefix".* | "$prefix"'('* | "$prefix"+*) return 0 ;; esac
  done < tests/expected-skips.txt
  return 1
}

take_result() {
  local suite=$1 file=$2 total executed good name
  total=$(counter "$file" total) executed=$(counter "$file" executed) good=$(counter "$file" passed)
  if [ -z "$total" ] || [ -z "$executed" ] || [ -z "$good" ]; then
    echo "$suite: the result file holds no counters" && trouble=1 && return
  fi
  passed=$((passed + good)) failed=$((failed + executed - good)) skipped=$((skipped + total - executed))
  while IFS= read -r name; do
    [ -n "$name" ] || continue
    is_expected "$name" || { echo "unexpected skip: $name"; trouble=1; }
  done < <(skips_of "$file")
  if [ "$total" -eq 0 ]; then echo "$suite: ran no test" && trouble=1; fi
}

bash eng/setup-tests.sh

# Optimized code, as users run it: every eighth minute of the suites is saved.
if ! dotnet build Cendra.sln -p:Optimize=true; then
  echo "the build failed"
  finish 1
fi

rm -rf "$results"
mkdir -p "$results"

# Databases of tests live in memory where there is room for them: each test begins and ends a few, and every commit waits for the disk. They die with a process, not with the machine.
place=$(mktemp -d)
memory=/dev/shm
if [ -w "$memory" ] && [ "$(df --output=avail -k "$memory" 2>/dev/null | tail -n 1)" -gt 6000000 ]; then
  rmdir "$place"
  place=$(mktemp -d "$memory/cendra-tests.XXXXXX")
fi
chmod 755 "$place" # A database server that tests start may run as another user.
trap 'rm -rf "$place"' EXIT

# One run of a suite, or of the part of it that the filter lets through; what it prints goes to a file, so that runs beside each other do not mix their lines.
run_part() {
  local name=$1 suite=$2 filter=${3:-} started=$SECONDS code=0
  TMPDIR=$place dotnet test "tests/$suite/$suite.csproj" --no-build ${filter:+--filter "$filter"} --results-directory "$results" --logger "trx;LogFileName=$name.trx" >"$results/$name.log" 2>&1 || code=1
  echo "$code $((SECONDS - started))" >"$results/$name.ended"
}

# Tests of the whole service run one at a time in their process and wait much: their suite is cut into parts. Two parts run beside each other, the longest first.
whole=Cendra.Server.Tests
parts=("$whole-stays" "$whole-browser" "$whole-rest")
declare -A filters=(
  ["$whole-stays"]='FullyQualifiedName~Tests.Service.'
  ["$whole-kills"]='FullyQualifiedName~Tests.Kills.'
  ["$whole-browser"]='FullyQualifiedName~Tests.Browser.'
  ["$whole-rest"]='FullyQualifiedName!~Tests.Service.&FullyQualifiedName!~Tests.Kills.&FullyQualifiedName!~Tests.Browser.'
)
# The other suites in between, the longest of them first, and what is short last: two parts end at about the same time.
for project in $(printf '%s\n' tests/*/*.csproj | sort -r); do
  suite=$(basename "$project" .csproj)
  grep -q 'Microsoft.NET.Test.Sdk' "$project" || continue
  [ "$suite" = "$whole" ] && continue
  if ! grep -rqE --include='*.cs' '\[(Fact|Theory|Property)' "tests/$suite"; then echo "$suite: holds no test yet" && continue; fi
  parts+=("$suite")
done
parts+=("$whole-kills")

running=0
for part in "${parts[@]}"; do
  if [ "$running" -ge 2 ]; then
    wait -n
    running=$((running - 1))
  fi
  case "$part" in "$whole"-*) suite=$whole ;; *) suite=$part ;; esac
  run_part "$part" "$suite" "${filters[$part]:-}" &
  running=$((running + 1))
done
wait

for part in "${parts[@]}"; do
  cat "$results/$part.log"
  code=1 seconds=0
  if [ -f "$results/$part.ended" ]; then read -r code seconds <"$results/$part.ended"; fi
  [ "$code" -eq 0 ] || trouble=1
  times+="$(printf '%5d s  %s' "$seconds" "$part")"$'\n'
  if [ -f "$results/$part.trx" ]; then
    take_result "$part" "$results/$part.trx"
  else
    echo "$part: left no result" && trouble=1
  fi
done

printf '\n%s' "$times"
if [ $((passed + failed)) -eq 0 ]; then echo "no test ran" && trouble=1; fi
if [ "$failed" -gt 0 ]; then trouble=1; fi
finish "$trouble"
