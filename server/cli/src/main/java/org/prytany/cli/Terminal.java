package org.prytany.cli;

import java.io.Console;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the output may look like.
 *
 * @param width columns
 * @param coloured whether colours mean anything there and are wanted
 */
record Terminal(int width, boolean coloured) {

  /** For files and pipes. */
  static final Terminal PLAIN = new Terminal(92, false);

  private static final int NARROWEST = 40;
  private static final int WIDEST = 140;

  /** How a part of the output stands out. */
  enum Style {
    BOLD("1"),
    FAINT("2"),
    RED("31;1"),
    YELLOW("33"),
    GREEN("32");

    private final String code;

    Style(String code) {
      this.code = code;
    }
  }

  /** The one that this command writes to. */
  static Terminal current() {
    Console console = System.console();
    return console != null && console.isTerminal() ? of(System.getenv(), windowWidth()) : PLAIN;
  }

  /**
   * A terminal that people look at.
   *
   * @param environment NO_COLOR (see no-color.org), TERM and COLUMNS count
   */
  static Terminal of(Map<String, String> environment, OptionalInt window) {
    boolean plain =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || environment.getOrDefault("TERM", "").equals("dumb");
    int width = number(environment.get("COLUMNS")).orElse(window.orElse(PLAIN.width()));
    return new Terminal(Math.clamp(width, NARROWEST, WIDEST), !plain);
  }

  String paint(String text, Style style) {
    return coloured && !text.isEmpty() ? "\u001b[" + style.code + "m" + text + "\u001b[0m" : text;
  }

  private static OptionalInt number(@Nullable String text) {
    return text != null && text.matches("\\d{1,5}")
        ? OptionalInt.of(Integer.parseInt(text))
        : OptionalInt.empty();
  }

  /** Java does not know the width; `stty` reads it from the terminal that it inherits. */
  private static OptionalInt windowWidth() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(Redirect.INHERIT)
              .redirectError(Redirect.DISCARD)
              .start();
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      if (!stty.waitFor(1, TimeUnit.SECONDS)) {
        stty.destroy();
      }
      String[] parts = size.strip().split(" ");
      OptionalInt width = number(parts[parts.length - 1]);
      return width.isPresent() && width.getAsInt() > 0 ? width : OptionalInt.empty();
    } catch (IOException e) {
      return OptionalInt.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalInt.empty();
    }
  }
}
