package org.prytany.app.wiring;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.inference.Device;
import org.prytany.inference.EmbeddingModel;
import org.prytany.inference.FeatureModels;
import org.prytany.inference.InferenceException;
import org.prytany.inference.InferenceSettings;
import org.prytany.settings.Settings;
import org.prytany.spi.FeatureScorer;
import org.prytany.spi.TextEmbedder;

/**
 * The embedding model, loaded once. When it cannot be loaded the server goes on without digests and
 * says why.
 */
public final class Models implements TextEmbedder, AutoCloseable {

  private static final Logger LOG = System.getLogger(Models.class.getName());

  private final Optional<EmbeddingModel> model;
  private final Optional<FeatureModels> pluginModels;
  private final String problem;

  private Models(Optional<EmbeddingModel> model, String problem) {
    this.model = model;
    this.pluginModels = model.map(ignored -> new FeatureModels());
    this.problem = problem;
  }

  /** Loads the model, or remembers why not. */
  public static Models load(Settings.Inference settings, Path dataDir) {
    try {
      InferenceSettings inference =
          new InferenceSettings(
              Device.valueOf(settings.device().toUpperCase(Locale.ROOT)),
              settings.modelDirectory(),
              Optional.of(dataDir.resolve("native")));
      return new Models(Optional.of(EmbeddingModel.open(inference)), "");
    } catch (InferenceException e) {
      LOG.log(Level.ERROR, "no digests will be made: {0}", e.getMessage());
      return new Models(Optional.empty(), String.valueOf(e.getMessage()));
    } catch (LinkageError e) {
      LOG.log(Level.ERROR, "no digests will be made: the native libraries do not load", e);
      return new Models(
          Optional.empty(),
          "The native libraries of the model runtime do not load on this machine.");
    }
  }

  /** The model; empty when it could not be loaded. */
  public Optional<EmbeddingModel> loaded() {
    return model;
  }

  /** Runs the models that plugins bring along; empty when the runtime did not load. */
  public Optional<FeatureScorer> scorer() {
    return pluginModels.map(Reporting::new);
  }

  /** Says what fails in the server's own words. */
  private record Reporting(FeatureModels models) implements FeatureScorer {
    @Override
    public float[][] score(String modelId, byte[] onnx, float[][] rows) {
      try {
        return models.score(modelId, onnx, rows);
      } catch (InferenceException e) {
        throw new PrytanyException(
            FailureCode.MODEL_UNAVAILABLE, String.valueOf(e.getMessage()), e);
      }
    }

    @Override
    public String runtime() {
      return models.runtime();
    }
  }

  /** Why there is none; "" when there is. */
  public String problem() {
    return problem;
  }

  private EmbeddingModel required() {
    return model.orElseThrow(() -> new PrytanyException(FailureCode.MODEL_UNAVAILABLE, problem));
  }

  @Override
  public float[][] embed(List<String> sentences) {
    try {
      return required().embed(sentences);
    } catch (InferenceException e) {
      throw new PrytanyException(FailureCode.MODEL_UNAVAILABLE, String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public int dimensions() {
    return required().dimensions();
  }

  @Override
  public String modelId() {
    return required().modelId();
  }

  @Override
  public String modelSha256() {
    return required().modelSha256();
  }

  @Override
  public String device() {
    return required().device();
  }

  @Override
  public void close() {
    pluginModels.ifPresent(FeatureModels::close);
    model.ifPresent(EmbeddingModel::close);
  }
}
