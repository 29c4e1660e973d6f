#!/usr/bin/env bash
# Real mail servers for tests, on 127.0.0.1 alone: Dovecot (IMAP, LMTP) and Postfix (SMTP, submission), with all they write in one folder.
#   mail-servers.sh up DIR IMAP IMAPS LMTP [SMTP SUBMISSION]    starts them; done when every port answers. Without the last two: Dovecot alone.
#   mail-servers.sh hold DIR IMAP IMAPS LMTP [SMTP SUBMISSION]  the same, says "ready", and ends them when its input closes
#   mail-servers.sh cut DIR                                     kills the processes of all IMAP connections, as a crash would
#   mail-servers.sh down DIR                                    ends them, by their own pid files
# DIR: short (sockets lie in it) and readable by everybody. IDLE=no in the environment: an IMAP server that does not know IDLE.
# Needs root and the Debian packages dovecot-imapd, dovecot-lmtpd, postfix, openssl (eng/setup-tests.sh installs them).
#
# Mailboxes: stay@cendra.test, host@cendra.test, guest@guest.test, mallory@evil.test and box1@cendra.test to box120@cendra.test; the password is <name>-secret.
# name+anything@ arrives at name@. SMTP takes mail for them from anybody, as a server of the internet would; submission wants STARTTLS and a sign-in.
# Tokens (XOAUTH2, OAUTHBEARER): a JWT by HS256 with the key below, issuer https://issuer.test, the address as claim "email".
# later@cendra.test is refused for now (450), any@bounce.test comes back as a report (RFC 3464), every other domain is refused: no mail leaves the machine.
set -euo pipefail

token_key=cendra-test-hmac-key-0123456789ab
verb=${1:?up, hold, cut or down}
dir=$(realpath -m "${2:?a folder}")
shift 2

pid_in() { [ -s "$1" ] && tr -d ' \n' <"$1"; }

# Ends the process of a pid file and waits until it is gone.
end() {
  local pid
  pid=$(pid_in "$1") || return 0
  kill -TERM "$pid" 2>/dev/null || return 0
  for _ in $(seq 100); do
    kill -0 "$pid" 2>/dev/null || return 0
    sleep 0.05
  done
  kill -KILL "$pid" 2>/dev/null || true
}

# Processes that Dovecot started for connections; not every machine has pkill.
cut_connections() {
  local master at
  master=$(pid_in "$dir/run/master.pid")
  for at in /proc/[0-9]*; do
    if [ "$(cat "$at/comm" 2>/dev/null)" = imap ] && grep -qx "PPid:[[:blank:]]*$master" "$at/status" 2>/dev/null; then kill -KILL "${at#/proc/}" 2>/dev/null || true; fi
  done
}

down() {
  end "$dir/postfix/spool/pid/master.pid"
  end "$dir/run/master.pid"
}

# A throw-away authority and a certificate of localhost.
certificates() {
  [ -s "$dir/tls/server.crt" ] && return
  cd "$dir/tls"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -keyout ca.key -out ca.crt -subj "/CN=Made up for tests" \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign 2>/dev/null
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout server.key -out server.csr -subj "/CN=localhost" 2>/dev/null
  openssl x509 -req -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 30 -out server.crt \
    -extfile <(printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\n') 2>/dev/null
  cd "$dir"
}

# The six colons are the empty fields of a passwd file: without them Dovecot misses "userdb info".
mailboxes() {
  local address
  for address in {stay,host}@cendra.test guest@guest.test mallory@evil.test box{1..120}@cendra.test; do
    echo "$address:{PLAIN}${address%@*}-secret::::::"
  done >"$dir/users"
}

dovecot_settings() {
  local capability=""
  [ "${IDLE:-yes}" = no ] && capability="imap_capability = IMAP4rev1 SASL-IR LITERAL+ ENABLE UIDPLUS MOVE SPECIAL-USE"
  cat >"$dir/dovecot.conf" <<END
base_dir = $dir/run
state_dir = $dir/state
instance_name = cendra-test-$(basename "$dir")
protocols = imap lmtp
listen = 127.0.0.1
log_path = $dir/dovecot.log
ssl = yes
ssl_cert = <$dir/tls/server.crt
ssl_key = <$dir/tls/server.key
auth_mechanisms = plain login xoauth2 oauthbearer
auth_username_format = %Lu
# A wrong password costs 2 s, and each later sign-in from the same address more and more: tests make many.
auth_failure_delay = 0
mail_max_userip_connections = 50
mail_location = maildir:~/Maildir
mail_uid = nobody
mail_gid = nogroup
first_valid_uid = 1
recipient_delimiter = +
postmaster_address = postmaster@cendra.test
hostname = mx.cendra.test
$capability
namespace inbox {
  inbox = yes
  separator = /
  mailbox Processed {
    auto = create
  }
}
passdb {
  driver = passwd-file
  mechanisms = plain login
  args = username_format=%u $dir/users
}
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = $dir/dovecot-oauth2.conf.ext
}
userdb {
  driver = passwd-file
  args = username_format=%u $dir/users
  default_fields = uid=nobody gid=nogroup home=$dir/mail/%u
}
service imap-login {
  inet_listener imap {
    port = $imap
  }
  inet_listener imaps {
    port = $imaps
    ssl = yes
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = $lmtp
  }
}
service auth {
  unix_listener auth-smtp {
    mode = 0666
  }
}
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  unix_listener stats-writer {
    mode = 0666
  }
}
END
  cat >"$dir/dovecot-oauth2.conf.ext" <<END
introspection_mode = local
local_validation_key_dict = fs:posix:prefix=$dir/jwt/
username_attribute = email
issuers = https://issuer.test
END
  mkdir -p "$dir/jwt/default/HS256"
  printf '%s' "$token_key" | base64 -w0 >"$dir/jwt/default/HS256/default"
}

postfix_settings() {
  local at=$dir/postfix
  mkdir -p "$at/spool" "$at/data"
  chown postfix "$at/data"
  cut -d: -f1 "$dir/users" | sed 's/$/ ok/' >"$at/mailboxes"
  echo "later@cendra.test ok" >>"$at/mailboxes"
  cut -d: -f1 "$dir/users" | cut -d@ -f2 | sort -u | sed 's/$/ ok/' >"$at/domains"
  cat >"$at/main.cf" <<END
compatibility_level = 3.6
queue_directory = $at/spool
data_directory = $at/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = $dir/postfix.log
maillog_file_prefixes = $dir
myhostname = mx.cendra.test
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks =
alias_maps =
alias_database =
biff = no
virtual_mailbox_domains = texthash:$at/domains
virtual_mailbox_maps = texthash:$at/mailboxes
virtual_transport = lmtp:inet:127.0.0.1:$lmtp
default_transport = error:5.1.2 no mail leaves this machine
# Dovecot knows no such mailbox: taken first, then refused by LMTP, so that a report is written.
transport_maps = inline:{ { bounce.test = lmtp:inet:127.0.0.1:$lmtp } }
recipient_delimiter = +
message_size_limit = 52428800
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_recipient_restrictions = check_recipient_access inline:{ { later@cendra.test = 450 4.2.1 try again later } }
smtpd_sasl_type = dovecot
smtpd_sasl_path = $dir/run/auth-smtp
smtpd_sasl_security_options = noanonymous
smtpd_tls_cert_file = $dir/tls/server.crt
smtpd_tls_key_file = $dir/tls/server.key
smtpd_tls_security_level = may
smtpd_tls_auth_only = yes
smtputf8_enable = yes
END
  cat >"$at/master.cf" <<END
127.0.0.1:$smtp inet n - n - - smtpd
127.0.0.1:$submission inet n - n - - smtpd
  -o smtpd_tls_security_level=encrypt
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_client_restrictions=permit_sasl_authenticated,reject
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
END
}

# Runs a program whose servers must not keep this script's pipes open; prints what it said only when it fails.
quietly() {
  "$@" </dev/null >"$dir/start.log" 2>&1 || { cat "$dir/start.log" >&2; return 1; }
}

answers() {
  for _ in $(seq 200); do
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return
    sleep 0.05
  done
  echo "Nothing answers on port $1." >&2
  return 1
}

up() {
  imap=${1:?a port} imaps=${2:?a port} lmtp=${3:?a port} smtp=${4:-} submission=${5:-}
  mkdir -p "$dir"/{tls,run,state,mail}
  chmod 755 "$dir"
  chown nobody:nogroup "$dir/mail"
  certificates
  mailboxes
  dovecot_settings
  quietly dovecot -c "$dir/dovecot.conf"
  if [ -n "$smtp" ]; then
    postfix_settings
    [ -d "$dir/postfix/spool/private" ] || quietly postfix -c "$dir/postfix" check
    quietly /usr/lib/postfix/sbin/master -c "$dir/postfix" -w
  fi
  local port
  for port in "$imap" "$imaps" "$lmtp" $smtp $submission; do answers "$port"; done
}

case $verb in
  up) up "$@" ;;
  hold)
    trap down EXIT
    up "$@"
    echo ready
    read -r _ || true
    ;;
  cut) cut_connections ;;
  down) down ;;
  *) echo "up, hold, cut or down" >&2 && exit 2 ;;
esac
