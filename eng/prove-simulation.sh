#!/usr/bin/env bash
# Shows that the stay simulation finds bugs: plants each patch of tests/Cendra.StaySimulation/planted on a copy of the committed tree, builds it, plays up to
# CENDRA_PROVE_SEEDS houses (200) of CENDRA_SIM_DAYS days (20), and writes which promise found it, with which seed, into the table of planted/README.md.
# Names of patches as arguments = only those; their rows take the place of the old ones. It means something only where the tree without a patch plays without a breach.
# CENDRA_PROVE_REPLAY=1 plays for each patch the house that its row names first, and searches only where it is not found there any more: what to run after a change of the oracle.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD planted=tests/Cendra.StaySimulation/planted most=${CENDRA_PROVE_SEEDS:-200} batch=${CENDRA_PROVE_BATCH:-4} replay=${CENDRA_PROVE_REPLAY:-}
export CENDRA_SIM_DAYS=${CENDRA_SIM_DAYS:-20} CENDRA_SIM_SHRINK=0 CENDRA_SIM_DIARY=0
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en LC_ALL=C.UTF-8
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git archive HEAD | tar -x -C "$copy"
cd "$copy"
git init -q && git add -A && git -c user.name=prove -c user.email=prove@localhost commit -qm "The tree as it is"

# Plays houses in batches, from the first of these seeds to the last; prints "promise seed played" of the first that breaks one, or nothing.
play() {
  local first=$1 last=$2 count out line
  while [ "$first" -le "$last" ]; do
    count=$((last - first + 1 < batch ? last - first + 1 : batch))
    out=$(CENDRA_SIM_FIRST=$first CENDRA_SIM_SEEDS=$count dotnet test tests/Cendra.StaySimulation --no-build -c Release \
      --filter FullyQualifiedName~In_every_house --logger "console;verbosity=detailed" 2>&1) || true
    line=$(printf '%s\n' "$out" | sed -n 's/^ *seed \([0-9]*\): \(P[0-9]*\|bug\) .*/\2 \1/p' | sort -k2 -n | head -n 1)
    if [ -n "$line" ]; then echo "$line ${line#* }"; return; fi
    printf '%s\n' "$out" | grep -q 'stays/s' || { printf '%s\n' "$out" | tail -n 20 >&2; return 1; }
    first=$((first + batch))
  done
}

# The row that is committed for a patch, and the seed that it names.
row_of() { grep "^| \`$1\`" "$root/$planted/README.md" || true; }
seed_of() { row_of "$1" | cut -d'|' -f4 | tr -d ' '; }

rows=$copy/rows
: >"$rows"
for patch in "$root/$planted"/*.patch; do
  name=$(basename "$patch" .patch)
  if [ $# -gt 0 ] && [[ " $* " != *" $name "* ]]; then
    row_of "$name" >>"$rows"
    continue
  fi
  git apply "$patch"
  known=$(seed_of "$name") promise='' seed='' played=''
  if dotnet build tests/Cendra.StaySimulation -c Release -v q -p:RunAnalyzers=false >"$copy/build.log" 2>&1; then
    if [ -n "$replay" ] && [ -n "$known" ]; then read -r promise seed played <<<"$(play "$known" "$known")" || true; fi
    if [ -z "$promise" ]; then read -r promise seed played <<<"$(play 1 "$most")" || true; fi
    if [ -n "${promise:-}" ]; then
      echo "| \`$name\` | $promise | $seed | $played |" >>"$rows"
    else
      echo "| \`$name\` | not found | | $most |" >>"$rows"
    fi
  else
    echo "| \`$name\` | does not build | | |" >>"$rows"
  fi
  tail -n 1 "$rows"
  git checkout -q -- .
done

readme=$root/$planted/README.md
{ sed '/^| `/d' "$readme" | sed '/^|---|---|---|---|$/r '"$rows"; } >"$copy/readme" && cp "$copy/readme" "$readme"
