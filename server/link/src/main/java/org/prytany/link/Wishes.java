package org.prytany.link;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.prytany.link.Said.Granted;
import org.prytany.link.Said.Services;
import org.prytany.link.Said.Wish;
import org.prytany.spi.DigestContext;
import org.prytany.spi.FeatureScorer;
import org.prytany.spi.TextDigest;
import org.prytany.spi.TextEmbedder;
import org.prytany.spi.TextGenerator;

/**
 * The server's services as plugins get them in their own process: each wish goes to the server on
 * one of the connections that it opened for this. They outlive a question, because a plugin may be
 * tried again after it was answered.
 */
final class Wishes implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Wishes.class.getName());

  /** So long a wish may wait for a connection that is free, in seconds. */
  private static final long PATIENCE = 60;

  private static final String OTHER = "the server's service gave something else";

  private final LinkedBlockingDeque<Frames> free = new LinkedBlockingDeque<>();

  void through(Frames frames) {
    free.addFirst(frames);
  }

  DigestContext context(long call, Services services) {
    return new DigestContext() {
      @Override
      public TextEmbedder embedder() {
        return new Embedder(call, services);
      }

      @Override
      public Optional<FeatureScorer> scorer() {
        return services.runtime().map(runtime -> new Scorer(call, runtime));
      }

      @Override
      public Optional<TextGenerator> generator() {
        return services.generates()
            ? Optional.of(evidence -> generated(call, evidence))
            : Optional.empty();
      }
    };
  }

  private final class Embedder implements TextEmbedder {
    private final long call;
    private final Services services;

    Embedder(long call, Services services) {
      this.call = call;
      this.services = services;
    }

    @Override
    public float[][] embed(List<String> sentences) {
      return rows(new Wish.Embed(call, List.copyOf(sentences)));
    }

    @Override
    public int dimensions() {
      return services.dimensions();
    }

    @Override
    public String modelId() {
      return services.modelId();
    }

    @Override
    public String modelSha256() {
      return services.modelSha256();
    }

    @Override
    public String device() {
      return services.device();
    }
  }

  private final class Scorer implements FeatureScorer {
    private final long call;
    private final String runtime;

    Scorer(long call, String runtime) {
      this.call = call;
      this.runtime = runtime;
    }

    @Override
    public float[][] score(String modelId, byte[] onnx, float[][] rows) {
      return rows(new Wish.Score(call, modelId, onnx, rows));
    }

    @Override
    public String runtime() {
      return runtime;
    }
  }

  private float[][] rows(Wish wish) {
    if (granted(wish) instanceof Granted.Rows its) {
      return its.rows();
    }
    throw new IllegalStateException(OTHER);
  }

  private List<TextGenerator.Generated> generated(long call, List<TextDigest.Sentence> evidence) {
    if (evidence.isEmpty() || evidence.size() > TextGenerator.MOST_EVIDENCE) {
      throw new IllegalArgumentException(
          "evidence has " + evidence.size() + " sentences; 1 to " + TextGenerator.MOST_EVIDENCE);
    }
    Granted granted = granted(new Wish.Generate(call, List.copyOf(evidence)));
    if (granted instanceof Granted.Sentences its) {
      return its.sentences();
    }
    throw new IllegalStateException(OTHER);
  }

  private Granted granted(Wish wish) {
    Frames frames = free();
    boolean whole = true;
    try {
      frames.send(Wish.class, wish);
      whole = false;
      Granted granted = frames.receive(Granted.class);
      whole = true;
      if (granted instanceof Granted.Failed its) {
        throw new IllegalStateException(its.words());
      }
      return granted;
    } catch (Frames.TooLarge e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    } catch (IOException e) {
      // An interrupted thread closes what it reads from; the server opens another.
      whole = false;
      throw new IllegalStateException("the server's service is not reached", e);
    } finally {
      // Nothing was sent of a wish that cannot be written, such as one with a row that is null.
      if (whole) {
        free.addFirst(frames);
      } else {
        close(frames);
      }
    }
  }

  private Frames free() {
    try {
      Frames frames = free.pollFirst(PATIENCE, TimeUnit.SECONDS);
      if (frames != null) {
        return frames;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException("the server's service is not reached in time");
  }

  private static void close(Frames frames) {
    try {
      frames.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a connection does not close", e);
    }
  }

  @Override
  public void close() {
    for (Frames one = free.poll(); one != null; one = free.poll()) {
      close(one);
    }
  }
}
