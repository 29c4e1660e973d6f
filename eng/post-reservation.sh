#!/usr/bin/env bash
# Posts one signed reservation to a running Cendra, as a property management system would.
#   CENDRA_WEBHOOK_SECRET=whsec_... eng/post-reservation.sh [--sign-only] [FILE | -]
# The body comes from FILE, from CENDRA_BODY ("-"), or is an example stay from tomorrow for two nights.
# Other settings: CENDRA_URL (http://127.0.0.1:5080), CENDRA_CONNECTION (the name of the connection),
# CENDRA_LISTING (attic, a listing of the rehearsal), CENDRA_RESERVATION (R-1),
# CENDRA_WEBHOOK_ID, CENDRA_WEBHOOK_TIMESTAMP (to send the same message twice). Standard Webhooks, HMAC-SHA256.
set -euo pipefail

sign_only=no
if [ "${1:-}" = --sign-only ]; then sign_only=yes && shift; fi

url=${CENDRA_URL:-http://127.0.0.1:5080}
connection=${CENDRA_CONNECTION:-rehearsal}
secret=${CENDRA_WEBHOOK_SECRET:?is not set: copy the secret of the connection from the console, it starts with whsec_}
at=${CENDRA_WEBHOOK_TIMESTAMP:-$(date +%s)}
id=${CENDRA_WEBHOOK_ID:-msg_$at$RANDOM}

example() {
  printf '{"type":"reservation.upserted","reservation":{"externalId":"%s","version":"%s","listingExternalId":"%s","status":"confirmed","checkIn":"%s","checkOut":"%s","guest":{"name":"Avery Example","email":"avery@guest.example","language":"en"},"guests":2}}' \
    "${CENDRA_RESERVATION:-R-1}" "$(date -u -d "@$at" +%Y-%m-%dT%H:%M:%SZ)" "${CENDRA_LISTING:-attic}" "$(date -d "@$((at + 86400))" +%F)" "$(date -d "@$((at + 3 * 86400))" +%F)"
}

case "${1:-}" in
  '') body=$(example) ;;
  -) body=${CENDRA_BODY:?is not set: the JSON to send} ;;
  *) body=$(cat -- "$1") ;;
esac

# The part after whsec_ is base64; openssl wants the key in hex.
key=$(printf %s "${secret#whsec_}" | base64 -d | od -An -vtx1 | tr -d ' \n')
signature=v1,$(printf '%s.%s.%s' "$id" "$at" "$body" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | base64)

if [ "$sign_only" = yes ]; then
  printf '%s\n' "$signature"
  exit 0
fi

exec curl -sS -i "$url/webhooks/pms/$connection" \
  -H 'content-type: application/json' \
  -H "webhook-id: $id" -H "webhook-timestamp: $at" -H "webhook-signature: $signature" \
  --data-binary "$body"
