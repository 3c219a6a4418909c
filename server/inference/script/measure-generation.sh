#!/usr/bin/env bash
# Measures how fast a language model reads and writes on one processor, with and without guesses (docs/decisions/0203).
# Usage: measure-generation.sh FOLDER
# FOLDER is a model as `./prytany model add` takes it. Build the project first (mvn package): its compiled tests and jars are used.
set -euo pipefail

home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../../.." && pwd)
case "${1:-}" in
  "" | -h | --help)
    sed -n '2,4s/^# //p' "${BASH_SOURCE[0]}"
    exit 0
    ;;
esac
classes="$home/server/inference/target"
jars="$home/server/bench/target/dist/lib"
for folder in "$classes/classes" "$classes/test-classes" "$jars"; do
  if [ ! -d "$folder" ]; then
    printf 'measure-generation: %s is missing. Build the project first: mvn package\n' "$folder" >&2
    exit 2
  fi
done
exec java --enable-native-access=ALL-UNNAMED -cp "$classes/test-classes:$classes/classes:$jars/*" \
  org.prytany.inference.generation.GenerationMeasure "$1"
