package org.prytany.inference.generation;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.lang.foreign.Arena;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.prytany.inference.NativeRuntime;

/** Keys and values in this machine's memory. */
final class JavaCache extends KeyValueCache {

  private static final int ALIGNMENT = 64;

  private final Arena arena = Arena.ofShared();
  private final Map<String, OnnxTensor> past = new LinkedHashMap<>();
  private final Map<String, OnnxTensor> present = new LinkedHashMap<>();

  JavaCache(OrtEnvironment environment, GenerationConfig config, OnnxJavaType type, int capacity)
      throws OrtException {
    super(capacity);
    long[] shape = {1, config.keyValueHeads(), capacity, config.headSize()};
    long bytes = (long) config.keyValueHeads() * capacity * config.headSize() * type.size;
    GenerationConfig.Names names = config.names();
    try {
      for (int layer = 0; layer < config.layers(); layer++) {
        OnnxTensor keys = tensor(environment, bytes, shape, type);
        past.put(GenerationConfig.Names.layer(names.pastKey(), layer), keys);
        present.put(GenerationConfig.Names.layer(names.presentKey(), layer), keys);
        OnnxTensor values = tensor(environment, bytes, shape, type);
        past.put(GenerationConfig.Names.layer(names.pastValue(), layer), values);
        present.put(GenerationConfig.Names.layer(names.presentValue(), layer), values);
      }
    } catch (OrtException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private OnnxTensor tensor(OrtEnvironment environment, long bytes, long[] shape, OnnxJavaType type)
      throws OrtException {
    return OnnxTensor.createTensor(
        environment,
        arena.allocate(bytes, ALIGNMENT).asByteBuffer().order(ByteOrder.nativeOrder()),
        shape,
        type);
  }

  Map<String, OnnxTensor> past() {
    return past;
  }

  Map<String, OnnxTensor> present() {
    return present;
  }

  @Override
  public void close() {
    NativeRuntime.release(
        () -> {
          past.values().forEach(OnnxTensor::close);
          arena.close();
        });
  }
}
