package org.prytany.inference.generation;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import org.jspecify.annotations.Nullable;
import org.prytany.inference.Device;
import org.prytany.inference.DeviceChoice;
import org.prytany.inference.generation.bound.BoundException;
import org.prytany.inference.generation.bound.Element;
import org.prytany.inference.generation.bound.Provider;

/**
 * Opens a model on a card where there is one and the model is made for it, through the C functions,
 * since the Java binding cannot keep anything there; elsewhere on the processor through the
 * binding.
 */
final class ModelDevice {

  private static final System.Logger LOG = System.getLogger(ModelDevice.class.getName());

  private ModelDevice() {}

  /** Opens a model on a card; says what it is given of where it runs, and why. */
  interface Opener {

    /**
     * Opens it; whether it runs is seen later.
     *
     * @throws BoundException if the runtime or the card cannot be used
     */
    BoundModel open(GenerationConfig config, int threads, DeviceChoice says);
  }

  static LanguageModel open(GenerationConfig config, int threads, Device requested) {
    return open(
        config,
        threads,
        requested,
        OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA),
        (of, each, says) -> BoundModel.open(of, each, Provider.CUDA, says));
  }

  /**
   * @param offered whether the runtime was built for cards
   */
  static LanguageModel open(
      GenerationConfig config, int threads, Device requested, boolean offered, Opener opener) {
    LanguageModel model =
        switch (requested) {
          case CPU -> cpu(config, threads, requested, "the processor was asked for");
          case CUDA -> card(config, threads, requested, opener);
          case AUTO ->
              offered
                  ? either(config, threads, opener)
                  : cpu(config, threads, requested, "this ONNX Runtime has no CUDA provider");
        };
    DeviceChoice choice = model.device();
    LOG.log(
        System.Logger.Level.INFO,
        "language model {0} runs on {1}, requested {2}: {3}",
        config.graph(),
        choice.used(),
        requested.word(),
        choice.reason());
    return model;
  }

  private static LanguageModel either(GenerationConfig config, int threads, Opener opener) {
    try {
      return card(config, threads, Device.AUTO, opener);
    } catch (GenerationException e) {
      return cpu(config, threads, Device.AUTO, String.valueOf(e.getMessage()));
    }
  }

  private static LanguageModel cpu(
      GenerationConfig config, int threads, Device requested, String reason) {
    return JavaModel.open(config, threads, new DeviceChoice(requested, "cpu", reason));
  }

  private static LanguageModel card(
      GenerationConfig config, int threads, Device requested, Opener opener) {
    BoundModel model;
    try {
      model =
          opener.open(
              config,
              threads,
              new DeviceChoice(
                  requested, "cuda", "the CUDA provider started, and keys and values stay there"));
    } catch (BoundException e) {
      throw unavailable(config, e.getMessage(), e);
    }
    try {
      requireShort(model);
      tryOut(model);
      return model;
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /**
   * The card's GroupQueryAttention has no kernel for 32 bits: each run would carry keys and values
   * to the processor and back.
   */
  private static void requireShort(BoundModel model) {
    if (model.cacheType() != Element.FLOAT16 && model.cacheType() != Element.BFLOAT16) {
      throw new GenerationException(
          "cuda-unavailable",
          "The keys and values of "
              + model.config().graph()
              + " have more than 16 bits, so it is made for the processor. Export it for the card"
              + " (-e cuda -p fp16 or int4), or set the device to cpu.");
    }
  }

  /**
   * Opening a model takes no memory for keys and looks for no kernel, and a card may lack either:
   * two tokens are read and one is answered, which are the two kinds of runs that there are.
   */
  private static void tryOut(BoundModel model) {
    try (KeyValueCache cache = model.cache(3)) {
      model.read(cache, new int[2]);
      model.logits(cache, new int[1]);
    } catch (GenerationException e) {
      // The runtime's own words: what the model adds to them is advice for the processor.
      Throwable why = e.getCause() == null ? e : e.getCause();
      throw unavailable(model.config(), why.getMessage(), e);
    }
  }

  private static GenerationException unavailable(
      GenerationConfig config, @Nullable String why, RuntimeException cause) {
    return new GenerationException(
        "cuda-unavailable",
        "The model "
            + config.graph()
            + " cannot run on a card ("
            + why
            + "). docs/gpu.md says what it takes; without it, set the device to auto or cpu.",
        cause);
  }
}
