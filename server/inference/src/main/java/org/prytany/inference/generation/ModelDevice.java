package org.prytany.inference.generation;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
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

  static LanguageModel open(GenerationConfig config, int threads, Device requested) {
    LanguageModel model =
        switch (requested) {
          case CPU -> cpu(config, threads, requested, "the processor was asked for");
          case CUDA -> card(config, threads, requested);
          case AUTO -> either(config, threads);
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

  private static LanguageModel either(GenerationConfig config, int threads) {
    if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
      return cpu(config, threads, Device.AUTO, "this ONNX Runtime has no CUDA provider");
    }
    try {
      return card(config, threads, Device.AUTO);
    } catch (GenerationException e) {
      return cpu(config, threads, Device.AUTO, String.valueOf(e.getMessage()));
    }
  }

  private static LanguageModel cpu(
      GenerationConfig config, int threads, Device requested, String reason) {
    return JavaModel.open(config, threads, new DeviceChoice(requested, "cpu", reason));
  }

  private static LanguageModel card(GenerationConfig config, int threads, Device requested) {
    BoundModel model;
    try {
      model =
          BoundModel.open(
              config,
              threads,
              Provider.CUDA,
              new DeviceChoice(
                  requested, "cuda", "the CUDA provider started, and keys and values stay there"));
    } catch (BoundException e) {
      throw new GenerationException(
          "cuda-unavailable",
          "The model "
              + config.graph()
              + " cannot run on a card ("
              + e.getMessage()
              + "). docs/gpu.md says what it takes; without it, set the device to auto or cpu.",
          e);
    }
    // The card's GroupQueryAttention has no kernel for 32 bits: each run would carry keys and
    // values
    // to the processor and back.
    if (model.cacheType() != Element.FLOAT16 && model.cacheType() != Element.BFLOAT16) {
      model.close();
      throw new GenerationException(
          "cuda-unavailable",
          "The keys and values of "
              + config.graph()
              + " have more than 16 bits, so it is made for the processor. Export it for the card"
              + " (-e cuda -p fp16 or int4), or set the device to cpu.");
    }
    return model;
  }
}
