#!/bin/sh
# Checks the alert rules, their tests and the dashboard: needs promtool and python3.
# With a server's address it also says which metrics of rules and dashboard the server does not have.
#   docs/monitoring/check.sh [http://127.0.0.1:8080]
set -eu
cd "$(dirname "$0")"
command -v promtool >/dev/null || { echo "promtool is missing: install Prometheus (Debian: apt-get install prometheus)." >&2; exit 2; }
promtool check rules prytany-alerts.yml
promtool test rules prytany-alerts.test.yml
rules=$(mktemp)
trap 'rm -f "$rules"' EXIT
# The dashboard's queries are parsed as recording rules; its variables stand for any DAO.
python3 - prytany-dashboard.json > "$rules" <<'PY'
import json, sys
board = json.load(open(sys.argv[1]))
ids = [panel["id"] for panel in board["panels"]]
assert len(ids) == len(set(ids)), "two panels have one id"
print("groups: [{name: dashboard, rules: [")
for panel in board["panels"]:
    for target in panel["targets"]:
        query = target["expr"].replace("$dao", ".*")
        print("  {record: 'panel:%d', expr: %s}," % (panel["id"], json.dumps(query)))
print("]}]")
PY
promtool check rules "$rules"
if [ $# -ge 1 ]; then
  metrics=$(curl -fsS "$1/metrics")
  missing=0
  for name in $(grep -oh 'prytany_[a-z_]*' prytany-alerts.yml prytany-dashboard.json | sort -u); do
    echo "$metrics" | grep -q "^$name[{ ]" || { echo "not in $1/metrics: $name"; missing=1; }
  done
  exit $missing
fi
