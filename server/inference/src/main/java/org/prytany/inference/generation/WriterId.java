package org.prytany.inference.generation;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Who wrote a text: a part of what it is kept by, and what readers are told. Holds names alone, so
 * that no address of an endpoint and no key gets into a store, a page or a log.
 *
 * @param engine where the model runs
 * @param name by which the operator calls it: of an entry of the registry, or of an endpoint
 * @param model the model's own name; of a local one the same as {@code name}
 * @param weights SHA-256 of a local model's files; "" of a remote one, of which only the name that
 *     its endpoint gives is known
 * @param promptVersion of the prompt that it gets
 * @param device that a local one runs on, "cpu" or "cuda"; "" of a remote one
 */
public record WriterId(
    Engine engine, String name, String model, String weights, int promptVersion, String device) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,199}");

  /** Where a model runs. */
  public enum Engine {
    /** On this machine, from files whose hashes are known. */
    LOCAL,
    /** Behind an endpoint of the operator's, which answers what it likes. */
    REMOTE;

    /** E.g. "remote". */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Rejects names that are none, and hashes that do not fit the engine. */
  public WriterId {
    if (!NAME.matcher(name).matches() || !NAME.matcher(model).matches()) {
      throw new IllegalArgumentException(
          "a writer's name and its model's are letters, digits and . _ : / @ + -, at most 200");
    }
    if (engine == Engine.LOCAL ? !weights.matches("[0-9a-f]{64}") : !weights.isEmpty()) {
      throw new IllegalArgumentException(
          "a local model has a SHA-256 in 64 hexadecimal digits, a remote one none");
    }
    if (!device.matches(engine == Engine.LOCAL ? "[a-z0-9-]{1,40}" : "")) {
      throw new IllegalArgumentException(
          "a local model runs on a device such as cpu, of a remote one none is known");
    }
  }

  /** A model of the registry. */
  public static WriterId local(String name, String sha256, int promptVersion, String device) {
    return new WriterId(Engine.LOCAL, name, name, sha256, promptVersion, device);
  }

  /**
   * A model behind an endpoint.
   *
   * @param endpoint the operator's name for it, never its address
   */
  public static WriterId remote(String endpoint, String model, int promptVersion) {
    return new WriterId(Engine.REMOTE, endpoint, model, "", promptVersion, "");
  }

  /** Whether it is behind an endpoint, which readers are told. */
  public boolean isRemote() {
    return engine == Engine.REMOTE;
  }

  /** As in settings and routes, e.g. "local:smollm2-135m-int4" or "remote:house". */
  public String route() {
    return engine.word() + ":" + name;
  }

  /** All of it on one line without blanks in its parts, for keys; the same for equal ids alone. */
  public String key() {
    return String.join(
        " ", engine.word(), name, model, weights, Integer.toString(promptVersion), device);
  }
}
