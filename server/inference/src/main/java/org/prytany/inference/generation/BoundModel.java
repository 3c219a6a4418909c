package org.prytany.inference.generation;

import java.util.HashMap;
import java.util.Map;
import org.prytany.inference.DeviceChoice;
import org.prytany.inference.generation.bound.BoundException;
import org.prytany.inference.generation.bound.BoundSession;
import org.prytany.inference.generation.bound.Element;
import org.prytany.inference.generation.bound.Provider;

/**
 * A model whose keys and values stay on its device: tokens go there, and the rows of logits that
 * somebody reads come back.
 */
final class BoundModel implements LanguageModel {

  private final GenerationConfig config;
  private final DeviceChoice device;
  private final BoundSession session;
  private final Element cacheType;
  private final Element logitsType;

  private BoundModel(GenerationConfig config, DeviceChoice device, BoundSession session) {
    this.config = config;
    this.device = device;
    this.session = session;
    GraphFaults.require(config, session.inputs().keySet(), session.outputs().keySet());
    GenerationConfig.Names names = config.names();
    cacheType = type(session.inputs(), GenerationConfig.Names.layer(names.pastKey(), 0));
    logitsType = type(session.outputs(), names.logits());
    if (!Logits.readable(logitsType)) {
      throw GraphFaults.unreadable(config);
    }
  }

  /**
   * @param threads of one run on the processor
   * @param device what it says of itself
   * @throws GenerationException if the graph is not the one that its folder describes
   * @throws BoundException if the runtime or the device cannot be used
   */
  static BoundModel open(
      GenerationConfig config, int threads, Provider provider, DeviceChoice device) {
    BoundSession session = BoundSession.open(config.graph(), threads, provider);
    try {
      return new BoundModel(config, device, session);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private static Element type(Map<String, Element> types, String name) {
    return types.getOrDefault(name, Element.OTHER);
  }

  /** What keys and values are made of. */
  Element cacheType() {
    return cacheType;
  }

  BoundSession session() {
    return session;
  }

  @Override
  public GenerationConfig config() {
    return config;
  }

  @Override
  public DeviceChoice device() {
    return device;
  }

  @Override
  public int chunk() {
    return session.provider() == Provider.CUDA ? Decoder.CARD_CHUNK : Decoder.CHUNK;
  }

  @Override
  public KeyValueCache cache(int tokens) {
    try {
      return new BoundCache(session, config, cacheType, tokens);
    } catch (BoundException e) {
      throw failed(e);
    }
  }

  @Override
  public void read(KeyValueCache cache, int[] ids) {
    ModelRows rows = ModelRows.of(config, cache, ids);
    try {
      BoundCache.of(session, cache).run(named(rows));
    } catch (BoundException e) {
      throw failed(e);
    }
    cache.added(ids.length);
  }

  @Override
  public Logits logits(KeyValueCache cache, int[] ids) {
    ModelRows rows = ModelRows.of(config, cache, ids);
    Logits logits;
    try {
      logits =
          Logits.of(
              BoundCache.of(session, cache)
                  .answer(named(rows), logitsType, 1, ids.length, config.vocabulary()),
              logitsType,
              config.vocabulary());
    } catch (BoundException e) {
      throw failed(e);
    }
    cache.added(ids.length);
    return logits;
  }

  private Map<String, long[]> named(ModelRows rows) {
    GenerationConfig.Names names = config.names();
    Map<String, long[]> named = new HashMap<>();
    named.put(names.inputIds(), rows.tokens());
    named.put(names.attentionMask(), rows.mask());
    if (session.inputs().containsKey(names.positions())) {
      named.put(names.positions(), rows.positions());
    }
    return named;
  }

  private GenerationException failed(BoundException e) {
    if (e.code() == BoundException.Code.CLOSED) {
      return GraphFaults.closed(config);
    }
    return new GenerationException(
        "model-failed",
        "ONNX Runtime cannot run "
            + config.graph()
            + " ("
            + e.getMessage()
            + "). Give it more memory, or export the model again.",
        e);
  }

  @Override
  public void close() {
    session.close();
  }
}
