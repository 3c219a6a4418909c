package org.prytany.host.configuration;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can be set.
 *
 * @param name in lower case with dashes
 * @param title for people
 * @param description what it does, for people; "" if the schema does not say
 * @param secret whether it is never shown
 * @param required whether the plugin does not start without
 * @param byDefault its value where nothing is set, as an operator would write it
 * @param choices the texts that it may be; empty: any
 * @param least value of a number, length of a text, or number of texts
 * @param most likewise
 */
public record Setting(
    String name,
    Type type,
    String title,
    String description,
    boolean secret,
    boolean required,
    Optional<String> byDefault,
    List<String> choices,
    Optional<BigDecimal> least,
    Optional<BigDecimal> most) {

  /** Longest text, also of each in an array. */
  static final int LONGEST = 4_000;

  /** Most texts in an array. */
  static final int MOST_TEXTS = 100;

  /** What a value is. */
  public enum Type {
    STRING("a text"),
    INTEGER("a whole number"),
    NUMBER("a number, such as 0.5"),
    BOOLEAN("true or false"),
    ARRAY("texts, separated by commas");

    private final String words;

    Type(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }

    static @Nullable Type of(String word) {
      for (Type one : values()) {
        if (one.name().toLowerCase(Locale.ROOT).equals(word)) {
          return one;
        }
      }
      return null;
    }
  }

  public Setting {
    choices = List.copyOf(choices);
  }

  /** What it has to be, for people: "a whole number from 1 to 20". */
  public String expected() {
    if (!choices.isEmpty()) {
      return "one of " + String.join(", ", choices);
    }
    String bounds =
        least.map(its -> ", at least " + its.toPlainString()).orElse("")
            + most.map(its -> ", at most " + its.toPlainString()).orElse("");
    String counted =
        bounds.isEmpty() || type == Type.INTEGER || type == Type.NUMBER
            ? bounds
            : bounds + (type == Type.ARRAY ? " of them" : " characters long");
    return type.words() + counted;
  }
}
