#!/usr/bin/env bash
# Installs what tests need beside the .NET SDK: a browser, its font, a PostgreSQL server, docker-compose.
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

has_file() { compgen -G "$1" >/dev/null; }
look() {
  missing=() lost=()
  need chromium "the tests of the pages in a real browser" test -x /usr/bin/chromium
  need fonts-inter "nothing, but pages are measured in another font" has_file '/usr/share/fonts/*/inter*'
  need postgresql "the tests against a PostgreSQL server" has_file '/usr/lib/postgresql/*/bin/initdb'
  need docker-compose "the check of docker-compose.yml by docker-compose" command -v docker-compose
}

report() {
  echo "$1 These are missing and what needs them is skipped:"
  printf '%s\n' "${lost[@]}"
}

look
[ ${#missing[@]} -gt 0 ] || exit 0
[ -z "${CENDRA_NO_INSTALL:-}" ] || { report "Nothing is installed (CENDRA_NO_INSTALL)."; exit 0; }
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

look
[ ${#missing[@]} -eq 0 ] || report "Some could not be installed."
