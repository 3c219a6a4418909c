package org.prytany.inference.generation;

import org.prytany.inference.generation.bound.Binding;
import org.prytany.inference.generation.bound.BoundSession;
import org.prytany.inference.generation.bound.Element;

/** Keys and values that stay on the device. */
final class BoundCache extends KeyValueCache {

  private final BoundSession session;
  private final Binding binding;

  BoundCache(BoundSession session, GenerationConfig config, Element type, int capacity) {
    super(capacity);
    this.session = session;
    GenerationConfig.Names names = config.names();
    binding = session.binding(names.logits());
    long[] shape = {1, config.keyValueHeads(), capacity, config.headSize()};
    try {
      for (int layer = 0; layer < config.layers(); layer++) {
        binding.keep(
            GenerationConfig.Names.layer(names.pastKey(), layer),
            GenerationConfig.Names.layer(names.presentKey(), layer),
            type,
            shape);
        binding.keep(
            GenerationConfig.Names.layer(names.pastValue(), layer),
            GenerationConfig.Names.layer(names.presentValue(), layer),
            type,
            shape);
      }
    } catch (RuntimeException e) {
      binding.close();
      throw e;
    }
  }

  /**
   * @throws IllegalArgumentException if the cache is another model's
   */
  static Binding of(BoundSession session, KeyValueCache cache) {
    if (cache instanceof BoundCache own && own.session == session) {
      return own.binding;
    }
    throw new IllegalArgumentException("the cache is another model's");
  }

  @Override
  public void close() {
    binding.close();
  }
}
