#!/usr/bin/env bash
# Prints how far the comparison of texts with calls keeps its promises, each gate by the test or the
# measurement that shows it. Ends with 1 if one of them is not kept. Takes about half an hour.
set -uo pipefail

home="$(cd "$(dirname "$0")/../../.." && pwd)"
worlds="${PRYTANY_WORLDS:-100000}"
failed=0

usage() {
  cat <<'TXT'
Usage: ./prytany gates

Prints the gates of the comparison of texts with calls: properties over made-up worlds, recall and false
alarms on published proposals, hostile proposals, cost, and texts lost on a busy machine.

  PRYTANY_CORPUS   published proposals with their calls; without it that gate is left out
  PRYTANY_CASES    reported cases; without it that gate is left out
  PRYTANY_ABIS     a folder of ABIs for the published proposals, as `./prytany abi add --folder` fills it
  PRYTANY_WORLDS   how many worlds (default: 100000)
TXT
}

row() { printf '| %s | %s |\n' "$1" "$2"; }

shown_by() { # what is promised, test, more options
  local what="$1" test="$2" out
  shift 2
  if out="$("$home/prytany" test "$test" "$@" 2>&1)"; then
    row "$what" "kept ($test: $(grep -o 'Tests run: [0-9]*' <<<"$out" | tail -n 1))"
  else
    failed=1
    row "$what" "NOT KEPT ($test: $(grep -m 1 -E 'FAIL|ERROR|prytany:' <<<"$out" | tr -d '|' | cut -c 1-140))"
  fi
}

[ "${1:-}" != "--help" ] && [ "${1:-}" != "-h" ] || { usage; exit 0; }
[ "$#" -eq 0 ] || { usage >&2; exit 2; }

row "gate" "now"
printf '|---|---|\n'
shown_by "what holds for every text and all calls, $worlds worlds each" WorldsTest "-Dtest.jvm.args=-Dprytany.worlds=$worlds"
shown_by "a lying or silent digester unblocks nothing" AdversarialDigesterTest
shown_by "the packing against trying everything" PackingTest
shown_by "cost grows as text, claims and calls do" ComparisonCostTest
shown_by "hostile proposals" HostileCorpusIT
shown_by "texts lost on a busy machine" BusyMachineIT
if [ -n "${PRYTANY_CASES:-}" ]; then
  shown_by "reported cases" CasesTest
else
  row "reported cases" "left out: PRYTANY_CASES names no folder"
fi
if [ -n "${PRYTANY_CORPUS:-}" ]; then
  if figures="$("$home/prytany" evaluate claims --gate --corpus "$PRYTANY_CORPUS" ${PRYTANY_ABIS:+--abis "$PRYTANY_ABIS"} 2>/dev/null)"; then
    row "recall anew 98 %, false red 8 %, changed settings 90 %" "kept, as below"
  else
    failed=1
    row "recall anew 98 %, false red 8 %, changed settings 90 %" "NOT KEPT, as below"
  fi
  printf '\n'
  grep -E '^\|' <<<"$figures"
else
  row "recall, false alarms, changed settings" "left out: PRYTANY_CORPUS names no folder"
fi
exit "$failed"
