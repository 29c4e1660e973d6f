#!/usr/bin/env bash
# Installs what tests need beside the .NET SDK: a browser, its font, a PostgreSQL server, docker-compose, and Node.js
# with the npm packages of tests/foreign, from the lock file and without running anything of theirs.
# Does nothing when all is there; asks the package lists only if something is missing; never asks for a password.
# CENDRA_NO_INSTALL=1 keeps it from installing. Always succeeds: what is missing shows as skipped tests with the reason.
set -u

missing=() lost=()
need() { # package, what is skipped without it, the test for its presence...
  local package=$1 what=$2
  shift 2
  "$@" >/dev/null 2>&1 && return
  missing+=("$package") lost+=("  $package: $what")
}

foreign=$(cd "$(dirname "${BASH_SOURCE[0]}")/../tests/foreign" && pwd)
foreign_lost="the tests against Seam's fake server, Svix and Prism"

# The packages are those of the lock file: a copy of it is kept beside them once all are there.
foreign_current() { cmp -s "$foreign/package-lock.json" "$foreign/node_modules/.installed-lock.json"; }
install_foreign() {
  command -v npm >/dev/null 2>&1 && command -v node >/dev/null 2>&1 || return 0
  foreign_current && return
  echo "Installing for the tests: the npm packages of tests/foreign"
  local said
  if said=$(cd "$foreign" && npm ci --ignore-scripts --omit=optional --no-audit --no-fund 2>&1 </dev/null); then
    cp "$foreign/package-lock.json" "$foreign/node_modules/.installed-lock.json"
  else
    echo "could not install the npm packages: $(tail -n 1 <<<"$said")"
  fi
}

has_file() { compgen -G "$1" >/dev/null; }
look() {
  missing=() lost=()
  need chromium "the tests of the pages in a real browser" test -x /usr/bin/chromium
  need fonts-inter "nothing, but pages are measured in another font" has_file '/usr/share/fonts/*/inter*'
  need postgresql "the tests against a PostgreSQL server" has_file '/usr/lib/postgresql/*/bin/initdb'
  need docker-compose "the check of docker-compose.yml by docker-compose" command -v docker-compose
  need nodejs "$foreign_lost" command -v node
  need npm "$foreign_lost" command -v npm
}

report() {
  foreign_current || lost+=("  npm packages of tests/foreign: $foreign_lost")
  echo "$1 These are missing and what needs them is skipped:"
  printf '%s\n' "${lost[@]}"
}

look
[ -n "${CENDRA_NO_INSTALL:-}" ] || install_foreign
if [ ${#missing[@]} -eq 0 ] && foreign_current; then exit 0; fi
[ -z "${CENDRA_NO_INSTALL:-}" ] || { report "Nothing is installed (CENDRA_NO_INSTALL)."; exit 0; }
[ ${#missing[@]} -gt 0 ] || { report "npm did not install its packages."; exit 0; }
command -v apt-get >/dev/null 2>&1 || { report "There is no apt-get here."; exit 0; }

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null 2>&1 || ! sudo -n true 2>/dev/null; then
    report "Installing needs root or sudo without a password."
    exit 0
  fi
  as_root=(sudo -n)
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "Installing for the tests: ${missing[*]}"
apt() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -y -qq "$@" >>"$log" 2>&1; }
apt update || echo "apt-get update failed; trying with the package lists that are here"
# One by one: one package that cannot be had must not cost the others.
for package in "${missing[@]}"; do
  apt install --no-install-recommends "$package" || echo "could not install $package: $(tail -n 1 "$log")"
done

install_foreign
look
{ [ ${#missing[@]} -eq 0 ] && foreign_current; } || report "Some could not be installed."
