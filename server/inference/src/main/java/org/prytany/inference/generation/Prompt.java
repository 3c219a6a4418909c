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
 */
record Prompt(int version, String instructions, String question) {

  static final int VERSION = 1;

  private static final String EVIDENCE = "{evidence}";
  private static final String EFFECTS = "{effects}";

  static Prompt shipped() {
    String name = "prompt-" + VERSION + ".txt";
    try (InputStream in = Prompt.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing in this build");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String[] parts = text.split("\n---\n", 2);
      return new Prompt(VERSION, parts[0], parts[1].strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Data is put in last and looked through for nothing: each piece is one line. */
  String question(List<String> evidence, List<String> effects) {
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
