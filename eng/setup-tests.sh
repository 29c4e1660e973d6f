#!/usr/bin/env bash
# Installs what tests need beside the .NET SDK: a browser, its font, a PostgreSQL server, docker-compose, mail servers
# that do not run by themselves, and Node.js with the npm packages of tests/foreign, from the lock file and without
# running anything of theirs.
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
mail_lost="the tests against Dovecot and Postfix"

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
  need dovecot-imapd "$mail_lost" test -x /usr/lib/dovecot/imap
  need dovecot-lmtpd "$mail_lost" test -x /usr/lib/dovecot/lmtp
  need postfix "$mail_lost" test -x /usr/lib/postfix/sbin/master
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

# Debian starts what it installs, and this machine is nobody's mail server: while this runs, nothing is started
# (invoke-rc.d asks this file), and mail servers that were installed here do not start with the machine either.
policy=/usr/sbin/policy-rc.d own_policy=""
if [ ! -e "$policy" ] && "${as_root[@]}" sh -c "printf '#!/bin/sh\nexit 101\n' >$policy && chmod 755 $policy"; then own_policy=$policy; fi
quiet_mail() {
  local package
  command -v systemctl >/dev/null 2>&1 || return 0
  for package in "${missing[@]}"; do
    case $package in
      dovecot-imapd) "${as_root[@]}" systemctl disable dovecot ;;
      postfix) "${as_root[@]}" systemctl disable postfix ;;
    esac >/dev/null 2>&1 </dev/null
  done
  return 0
}

log=$(mktemp)
trap 'rm -f "$log"; [ -z "$own_policy" ] || "${as_root[@]}" rm -f "$own_policy"' EXIT
echo "Installing for the tests: ${missing[*]}"
apt() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -y -qq "$@" >>"$log" 2>&1; }
apt update || echo "apt-get update failed; trying with the package lists that are here"
# One by one: one package that cannot be had must not cost the others. None may push another out: Postfix would another mail server.
for package in "${missing[@]}"; do
  apt install --no-install-recommends --no-remove "$package" || echo "could not install $package: $(tail -n 1 "$log")"
done
quiet_mail

install_foreign
look
{ [ ${#missing[@]} -eq 0 ] && foreign_current; } || report "Some could not be installed."
