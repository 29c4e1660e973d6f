#!/usr/bin/env bash
# Shows that the fuzz of a malicious model finds guards that are gone: plants each patch of tests/Cendra.AgentEvals/planted on a copy of the committed tree, builds the assembly that it changes, plays
# up to CENDRA_PROVE_TURNS answers (20000), and writes which oracle found it, in which house and after how many answers, into the table of planted/README.md.
# Names of patches as arguments = only those; their rows take the place of the old ones. It means something only where the tree without a patch plays without a breach.
# CENDRA_PROVE_COPY keeps the copy in that folder; CENDRA_PROVE_STEP=build or play does only that half, in such a folder.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD planted=tests/Cendra.AgentEvals/planted step=${CENDRA_PROVE_STEP:-both}
export CENDRA_FUZZ_HOUSE=${CENDRA_FUZZ_HOUSE:-100} CENDRA_FUZZ_TURNS=${CENDRA_PROVE_TURNS:-20000} CENDRA_FUZZ_SHRINK=0 CENDRA_FUZZ_BREACHES=1
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en LC_ALL=C.UTF-8
copy=${CENDRA_PROVE_COPY:-}
if [ -z "$copy" ]; then
  copy=$(mktemp -d)
  trap 'rm -rf "$copy"' EXIT
fi

# The project whose source a patch changes.
project_of() { sed -n 's|^+++ b/src/\([^/]*\)/.*|\1|p' "$root/$planted/$1.patch" | head -n 1; }

build_all() {
  if [ ! -d "$copy/.git" ]; then
    mkdir -p "$copy"
    git archive HEAD | tar -x -C "$copy"
    git -C "$copy" init -q && git -C "$copy" add -A && git -C "$copy" -c user.name=prove -c user.email=prove@localhost commit -qm "The tree as it is"
    (cd "$copy" && dotnet build tests/Cendra.AgentEvals -c Release -v q -p:RunAnalyzers=false)
  fi
  for name in "$@"; do
    local project
    project=$(project_of "$name")
    (
      cd "$copy"
      git apply "$root/$planted/$name.patch" || { echo "$name.patch does not fit the tree any more"; exit 1; }
      mkdir -p "made/$name"
      if dotnet build "src/$project" -c Release -v q --no-dependencies --no-restore -p:RunAnalyzers=false >"made/$name/build.log" 2>&1; then
        cp "artifacts/bin/$project/release/$project.dll" "made/$name/"
      fi
      git checkout -q -- src
    )
  done
}

# Prints "oracle seed turns" of the first breach of a planted assembly, or nothing.
play() {
  local name=$1 project out tests=artifacts/bin/Cendra.AgentEvals/release
  project=$(project_of "$name")
  rm -rf "$copy/play" && cp -r "$copy/$tests" "$copy/play" && cp "$copy/made/$name/$project.dll" "$copy/play/"
  out=$(dotnet vstest "$copy/play/Cendra.AgentEvals.dll" --TestCaseFilter:FullyQualifiedName~Whatever_a_model_says --logger:"console;verbosity=detailed" 2>&1) || true
  printf '%s\n' "$out" >"$copy/made/$name/play.log"
  printf '%s\n' "$out" | sed -n 's/^ *breach \([^ ]*\) seed \([0-9]*\) turns \([0-9]*\).*/\1 \2 \3/p' | head -n 1
}

names=()
for patch in "$root/$planted"/*.patch; do
  name=$(basename "$patch" .patch)
  if [ $# -eq 0 ] || [[ " $* " == *" $name "* ]]; then names+=("$name"); fi
done
if [ "$step" != play ]; then build_all "${names[@]}"; fi
if [ "$step" = build ]; then exit 0; fi

readme=$root/$planted/README.md
for name in "${names[@]}"; do
  oracle='' seed='' turns=''
  if [ -f "$copy/made/$name/$(project_of "$name").dll" ]; then
    read -r oracle seed turns <<<"$(play "$name")" || true
    row="| \`$name\` | ${oracle:-not found} | ${seed:-} | ${turns:-$CENDRA_FUZZ_TURNS} |"
  else
    row="| \`$name\` | does not build | | |"
  fi
  echo "$row"
  { grep '^| `' "$readme" | grep -v "^| \`$name\`" || true; echo "$row"; } | sort >"$copy/rows"
  { sed '/^| `/d' "$readme" | sed '/^|---|---|---|---|$/r '"$copy/rows"; } >"$copy/readme" && cp "$copy/readme" "$readme"
done
