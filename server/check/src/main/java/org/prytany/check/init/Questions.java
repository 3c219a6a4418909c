package org.prytany.check.init;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.prytany.cli.CommandFailure;

/**
 * What is asked of whoever runs the command, unless an option says it already. What is wrong is
 * asked again with the reason; where nobody answers, the option that would have is named.
 */
final class Questions {

  private final BufferedReader answers;
  private final PrintWriter out;
  private final boolean silent;

  /**
   * @param silent nothing is asked: what no option says is as usual, or missing
   */
  Questions(BufferedReader answers, PrintWriter out, boolean silent) {
    this.answers = answers;
    this.out = out;
    this.silent = silent;
  }

  /** What an answer means. */
  interface Reading<T> {
    /**
     * The meaning of an answer.
     *
     * @param text without blanks around it
     * @throws BadAnswer if it means nothing here
     */
    T of(String text) throws BadAnswer;
  }

  /**
   * One thing to know.
   *
   * @param option that says it, e.g. "--governor ADDRESS"
   * @param text the question, without a mark at its end
   * @param usual the answer of whoever gives none; empty where there has to be one
   */
  record Question(String option, String text, Optional<String> usual) {

    /** The option without its value. */
    String name() {
      return option.substring(0, option.contains(" ") ? option.indexOf(' ') : option.length());
    }
  }

  /**
   * @param given the option's value, if it was given
   * @throws CommandFailure naming the option, if it is wrong, or missing and nobody answers
   */
  <T> T answer(Question question, @Nullable String given, Reading<T> reading) {
    if (given != null || silent) {
      return only(question, given, reading);
    }
    while (true) {
      Optional<String> answer = ask(question);
      try {
        return reading.of(answer.orElseThrow(() -> new BadAnswer("An answer is needed.")));
      } catch (BadAnswer e) {
        out.println("  " + e.why());
      }
    }
  }

  /** Whether to go on; yes where nothing is asked. */
  boolean agreed(String text) {
    if (silent) {
      return true;
    }
    Question question = new Question("--yes", text, Optional.of("yes"));
    String answer = ask(question).orElseThrow().toLowerCase(java.util.Locale.ROOT);
    return answer.equals("yes") || answer.equals("y");
  }

  private <T> T only(Question question, @Nullable String given, Reading<T> reading) {
    String text = given == null ? question.usual().orElse(null) : given.strip();
    if (text == null) {
      throw missing(question, "is missing, and with --yes nothing is asked");
    }
    try {
      return reading.of(text);
    } catch (BadAnswer e) {
      throw new CommandFailure(
          question.name() + ": " + e.why(), "Correct it and run the command again.");
    }
  }

  private Optional<String> ask(Question question) {
    String usual =
        question.usual().filter(text -> !text.isEmpty()).map(t -> " [" + t + "]").orElse("");
    out.print(question.text() + usual + ": ");
    out.flush();
    String line;
    try {
      line = answers.readLine();
    } catch (IOException e) {
      line = null;
    }
    if (line == null) {
      out.println();
      throw missing(question, "is missing, and nobody answers here");
    }
    return line.isBlank() ? question.usual() : Optional.of(line.strip());
  }

  private static CommandFailure missing(Question question, String why) {
    return new CommandFailure(
        question.name() + " " + why + ".",
        "Give it: " + question.option() + ". `prytany init --help` lists what can be given.");
  }
}
