package org.prytany.inference;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The model's own tokenizer. Native, thread-safe, cut at the model's limit, never padded. */
final class SentenceTokenizer implements AutoCloseable {

  /**
   * Text beyond this many UTF-16 units cannot reach the model's limit of tokens unless it is made
   * of blanks and marks; cutting it keeps one huge "sentence" from costing seconds.
   */
  private static final int MAX_CHARS = 20_000;

  private final HuggingFaceTokenizer tokenizer;

  private SentenceTokenizer(HuggingFaceTokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  static SentenceTokenizer load(byte[] description, int maxTokens, Optional<Path> nativeCache) {
    // The library reports its use to its vendor and looks for files on the net unless told not to.
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.offline", "true");
    // On a machine with a GPU it would look for a GPU build of itself, which does not ship.
    if (System.getenv("RUST_FLAVOR") == null && System.getProperty("RUST_FLAVOR") == null) {
      System.setProperty("RUST_FLAVOR", "cpu");
    }
    nativeCache.ifPresent(SentenceTokenizer::useCache);
    // It finds its native library through the caller's context class loader, which may be anyone's.
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(HuggingFaceTokenizer.class.getClassLoader());
    try {
      return new SentenceTokenizer(
          HuggingFaceTokenizer.newInstance(
              new ByteArrayInputStream(description),
              Map.of(
                  "truncation",
                  "true",
                  "padding",
                  "false",
                  "maxLength",
                  Integer.toString(maxTokens),
                  "modelMaxLength",
                  Integer.toString(maxTokens))));
    } catch (IOException | RuntimeException | LinkageError e) {
      throw new InferenceException(
          "tokenizer-failed",
          InferenceException.Category.CONFIGURATION,
          "the tokenizer did not start ("
              + e.getMessage()
              + "): its native library must be unpacked to a writable directory; set the native"
              + " cache directory or the environment variable DJL_CACHE_DIR to one",
          e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static void useCache(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new InferenceException(
          "cache-unwritable",
          InferenceException.Category.CONFIGURATION,
          "the native cache directory '"
              + directory
              + "' cannot be made: choose one that the server may write to",
          e);
    }
    if (!Files.isDirectory(directory) || !Files.isWritable(directory)) {
      throw new InferenceException(
          "cache-unwritable",
          InferenceException.Category.CONFIGURATION,
          "the native cache directory '"
              + directory
              + "' is not writable: choose one that the server may write to");
    }
    System.setProperty("DJL_CACHE_DIR", directory.toAbsolutePath().toString());
  }

  /** Tokens of one sentence, its markers included; at most the model's limit. */
  Tokens encode(String sentence) {
    boolean cut = sentence.length() > MAX_CHARS;
    Encoding encoding = tokenizer.encode(cut ? sentence.substring(0, MAX_CHARS) : sentence);
    return new Tokens(encoding.getIds(), cut || encoding.exceedMaxLength());
  }

  /** Tokens of each of many sentences, read on all of the machine's cores. */
  List<Tokens> encodeAll(List<String> sentences) {
    if (sentences.isEmpty()) {
      return List.of();
    }
    List<String> within =
        sentences.stream()
            .map(text -> text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) : text)
            .toList();
    Encoding[] encodings = tokenizer.batchEncode(within);
    List<Tokens> all = new ArrayList<>(encodings.length);
    for (int i = 0; i < encodings.length; i++) {
      boolean cut = sentences.get(i).length() > MAX_CHARS;
      all.add(new Tokens(encodings[i].getIds(), cut || encodings[i].exceedMaxLength()));
    }
    return all;
  }

  @Override
  public void close() {
    tokenizer.close();
  }

  /** One sentence as the model reads it. */
  static final class Tokens {
    final long[] ids;
    final boolean truncated;

    Tokens(long[] ids, boolean truncated) {
      this.ids = ids;
      this.truncated = truncated;
    }
  }
}
