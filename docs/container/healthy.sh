#!/usr/bin/env bash
# Ends with 0 if the server in this container lives. That its endpoint or store does not answer is no reason
# to start it anew: /health/ready says that, and people are told.
set -euo pipefail
exec 3<>"/dev/tcp/127.0.0.1/${1:-8080}"
printf 'GET /health/live HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
read -r -t 8 _ status _ <&3
[ "$status" = 200 ]
