package org.prytany.inference.generation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The prompt as it ships. A change of it changes what is written: it gets a new file and a new
 * version, which is a part of what a stored answer is kept by.
 *
 * @param version of it
 * @param instructions what the model is told before any data
 * @param question with the places where data goes
 */
public record Prompt(int version, String instructions, String question) {

  /** Of the prompt that ships. */
  public static final int VERSION = 1;

  /** Of the prompt for models elsewhere. */
  public static final int UNMASKED_VERSION = 1;

  /** Of the same where a grammar is sent along with it. */
  public static final int GRAMMAR_VERSION = 1001;

  private static final String EVIDENCE = "{evidence}";
  private static final String EFFECTS = "{effects}";

  /** The prompt that ships. */
  public static Prompt shipped() {
    return read("prompt-" + VERSION + ".txt", VERSION);
  }

  /**
   * The prompt for models that no mask holds to the grammar while they write: it asks for what the
   * mask enforces, and has no sentence that they could repeat.
   */
  public static Prompt unmasked() {
    return read("prompt-remote-" + UNMASKED_VERSION + ".txt", UNMASKED_VERSION);
  }

  private static Prompt read(String name, int version) {
    try (InputStream in = Prompt.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing in this build");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String[] parts = text.split("\n---\n", 2);
      return new Prompt(version, parts[0], parts[1].strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Data is put in last and looked through for nothing: each piece is one line. */
  public String question(List<String> evidence, List<String> effects) {
    String numbered =
        IntStream.range(0, evidence.size())
            .mapToObj(i -> "[" + (i + 1) + "] " + line(evidence.get(i)))
            .collect(Collectors.joining("\n"));
    String lines =
        effects.isEmpty()
            ? "Nothing."
            : effects.stream().map(each -> "- " + line(each)).collect(Collectors.joining("\n"));
    int first = question.indexOf(EVIDENCE);
    int second = question.indexOf(EFFECTS);
    return question.substring(0, first)
        + numbered
        + question.substring(first + EVIDENCE.length(), second)
        + lines
        + question.substring(second + EFFECTS.length());
  }

  private static String line(String data) {
    return data.replaceAll("[\\s\\p{Z}\\p{Cc}]+", " ").strip();
  }
}
