#!/usr/bin/env bash
# Prints how far the comparison of texts with calls keeps its promises, each gate by the test or the
# measurement that shows it. Ends with 1 if one of them is not kept.
set -uo pipefail

home="$(cd "$(dirname "$0")/../../.." && pwd)"
worlds="${PRYTANY_WORLDS:-10000}"
failed=0
done=0

usage() {
  cat <<'TXT'
Usage: ./prytany gates [--long]

Prints the gates of the comparison of texts with calls: properties over made-up worlds, recall and false
alarms on published proposals, hostile proposals, cost, and texts lost on a busy machine. Takes about a quarter
of an hour; what it does now is said beside the table.

  --long            100,000 worlds instead of 10,000: about an hour
  PRYTANY_WORLDS    another number of worlds
  PRYTANY_CORPUS    published proposals with their calls; without it that gate is left out
  PRYTANY_SOURCES   only the corpus's proposals of these sources, with commas between them (default: all)
  PRYTANY_ABIS      ABIs for the published proposals: files, folders and packages, with colons between them
  PRYTANY_TOKENS    a token list for them
  PRYTANY_NAMES     what names in their payloads stand for, see `./prytany evaluate claims --help`
  PRYTANY_CASES     reported cases; without it that gate is left out
TXT
}

row() { printf '| %s | %s | %s |\n' "$1" "$2" "$3"; }

step() {
  done=$((done + 1))
  printf '  %d of 8: %s ...\n' "$done" "$1" >&2
}

shown_by() { # what is promised, gate, test, more options
  local what="$1" gate="$2" test="$3" out
  shift 3
  step "$what"
  if out="$("$home/prytany" test "$test" "$@" 2>&1)"; then
    row "$what" "$gate" "kept ($test: $(grep -o 'Tests run: [0-9]*' <<<"$out" | tail -n 1))"
  else
    failed=1
    row "$what" "$gate" "NOT KEPT ($test: $(grep -m 1 -E 'FAIL|ERROR|prytany:' <<<"$out" | tr -d '|' | cut -c 1-140))"
  fi
}

while [ "$#" -gt 0 ]; do
  case "$1" in
    --help | -h) usage; exit 0 ;;
    --long) worlds="${PRYTANY_WORLDS:-100000}" ;;
    *) printf "prytany: '%s' is no option of gates.\n" "$1" >&2; usage >&2; exit 2 ;;
  esac
  shift
done

row "what" "gate" "now"
printf '|---|---|---|\n'
shown_by "what holds for every text and all calls, $worlds worlds each" "0 violations" WorldsTest "-Dtest.jvm.args=-Dprytany.worlds=$worlds"
shown_by "a lying or silent digester unblocks nothing" "all" AdversarialDigesterTest
shown_by "the packing against trying everything" "all" PackingTest
shown_by "cost grows as text, claims and calls do" "2.3 times for twice" ComparisonCostTest
shown_by "hostile proposals" "all" HostileCorpusIT
shown_by "texts lost on a busy machine" "0" BusyMachineIT
if [ -n "${PRYTANY_CASES:-}" ]; then
  shown_by "reported cases" "all" CasesTest
else
  row "reported cases" "all" "left out: PRYTANY_CASES names no folder"
fi
if [ -n "${PRYTANY_CORPUS:-}" ]; then
  step "changed and untouched payloads of published proposals"
  knowledge=()
  IFS=: read -r -a abis <<<"${PRYTANY_ABIS:-}"
  for abi in "${abis[@]}"; do knowledge+=(--abi "$abi"); done
  [ -z "${PRYTANY_TOKENS:-}" ] || knowledge+=(--token-list "$PRYTANY_TOKENS")
  [ -z "${PRYTANY_NAMES:-}" ] || knowledge+=(--names "$PRYTANY_NAMES")
  if figures="$("$home/prytany" evaluate claims --gate --corpus "$PRYTANY_CORPUS" \
    ${PRYTANY_SOURCES:+--source "$PRYTANY_SOURCES"} "${knowledge[@]}")"; then
    row "recall anew; false red; changed settings" "98 %; 8 %; 90 %" "kept, as below"
  else
    failed=1
    row "recall anew; false red; changed settings" "98 %; 8 %; 90 %" "NOT KEPT, as below"
  fi
  printf '\n'
  grep -E '^(\||Known)' <<<"$figures"
else
  row "recall, false red, changed settings" "98 %; 8 %; 90 %" "left out: PRYTANY_CORPUS names no folder"
fi
exit "$failed"
