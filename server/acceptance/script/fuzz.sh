#!/usr/bin/env bash
# Looks for inputs that break a reader of foreign bytes, see docs/fuzzing.md.
# Usage: fuzz.sh (text|calldata|request) [MINUTES]
set -euo pipefail

home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../../.." && pwd)
minutes=${2:-30}
case "${1:-}" in
  text) module=plugins/digest class=org.prytany.digest.DigestFuzzTest longest=20000 ;;
  calldata) module=server/chain class=org.prytany.chain.decode.CalldataFuzzTest longest=4096 ;;
  request) module=server/app class=org.prytany.app.rest.DigestRequestFuzzTest longest=8192 ;;
  *)
    sed -n '2,3s/^# //p' "${BASH_SOURCE[0]}" >&2
    exit 2
    ;;
esac

cd "$home"
mvn -q -B -pl "$module" -am test-compile dependency:build-classpath -Dmdep.outputFile=target/fuzz.classpath
work="$home/$module/target/fuzz"
seeds=$(find "$module/src/test/resources" -type d -path "*/${class##*.}Inputs/*" | head -n 1)
mkdir -p "$work/corpus"
cp -n "$seeds"/* "$work/corpus/"
java=java
[ -n "${JAVA_HOME:-}" ] && java="$JAVA_HOME/bin/java"
cd "$work"
exec "$java" -Xmx1500m -XX:+UseSerialGC -XX:+EnableDynamicAgentLoading --enable-native-access=ALL-UNNAMED \
  -cp "$home/$module/target/test-classes:$home/$module/target/classes:$(cat "$home/$module/target/fuzz.classpath")" \
  com.code_intelligence.jazzer.Jazzer --target_class="$class" \
  --instrumentation_includes='org.prytany.**:org.commonmark.**' --keep_going=1 \
  -max_total_time=$((minutes * 60)) -timeout=20 -rss_limit_mb=4096 -max_len="$longest" \
  "$work/corpus"
