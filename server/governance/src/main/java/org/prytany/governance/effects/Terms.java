package org.prytany.governance.effects;

import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** On what terms somebody may take something. */
public sealed interface Terms {

  /** How the words start that say which one of a collection is meant. */
  String ID = "token id ";

  /** At a rate, or a limit that comes again; a limit that comes again in 0 minutes does not. */
  Pattern RENEWS = Pattern.compile("\\bper (?:second|block)\\b|\\bagain every (?!0 minutes)");

  /** As the flat form says it; "" for an ordinary allowance. */
  String words();

  /** Whether a second one comes to the first, and does not replace it as allowances do. */
  default boolean addsUp() {
    return this instanceof Stream || this instanceof Flow;
  }

  /** Whether it may be taken again and again, so that the amount of one time bounds nothing. */
  default boolean renews() {
    return RENEWS.matcher(words()).find();
  }

  /** Terms that are told in words alone are {@link Other}: nobody takes them for anything else. */
  static Terms of(String words) {
    if (words.isEmpty()) {
      return new Ordinary();
    }
    if (words.equals(new EveryCollectible().words())) {
      return new EveryCollectible();
    }
    Optional<Terms> read =
        id(words)
            .<Terms>map(OneCollectible::new)
            .or(() -> Stream.read(words))
            .or(() -> flow(words));
    return read.orElseGet(() -> new Other(words));
  }

  /** The number in "token id 7", as a machine writes it. */
  static Optional<BigInteger> id(String words) {
    String number = words.startsWith(ID) ? words.substring(ID.length()) : "";
    return number.matches("0|[1-9]\\d{0,77}")
        ? Optional.of(new BigInteger(number))
        : Optional.empty();
  }

  private static Optional<Terms> flow(String words) {
    return Flow.WORDS.matcher(words).find() ? Optional.of(new Flow(words)) : Optional.empty();
  }

  /** An ordinary allowance: at any time, up to the amount. */
  record Ordinary() implements Terms {
    @Override
    public String words() {
      return "";
    }
  }

  /** Little by little between two times, in UTC. The second one is later. */
  record Stream(LocalDateTime start, LocalDateTime stop) implements Terms {
    private static final String TIME = "(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d(?::\\d\\d)?) UTC";
    private static final Pattern WORDS = Pattern.compile("stream from " + TIME + " to " + TIME);

    private static Optional<Terms> read(String words) {
      Matcher times = WORDS.matcher(words);
      if (!times.matches()) {
        return Optional.empty();
      }
      try {
        Stream read =
            new Stream(
                LocalDateTime.parse(times.group(1) + "T" + times.group(2)),
                LocalDateTime.parse(times.group(3) + "T" + times.group(4)));
        boolean runs = read.stop.isAfter(read.start) && read.words().equals(words);
        return runs ? Optional.of(read) : Optional.empty();
      } catch (DateTimeParseException e) {
        return Optional.empty();
      }
    }

    public long seconds() {
      return Duration.between(start, stop).toSeconds();
    }

    /** "from 2024-04-08 00:00 UTC to 2026-04-08 00:00 UTC". */
    public String times() {
      return "from " + time(start) + " to " + time(stop);
    }

    private static String time(LocalDateTime time) {
      return time.toString().replace('T', ' ') + " UTC";
    }

    @Override
    public String words() {
      return "stream " + times();
    }
  }

  /** Little by little, from no time to no time that is known: at a rate, or from its execution. */
  record Flow(String words) implements Terms {
    private static final Pattern WORDS = Pattern.compile("^stream |\\bper (?:second|block)\\b");
  }

  /** Everything of a collection, as its operator. */
  record EveryCollectible() implements Terms {
    @Override
    public String words() {
      return "every collectible";
    }
  }

  /** One of a collection. */
  record OneCollectible(BigInteger id) implements Terms {
    @Override
    public String words() {
      return ID + id;
    }
  }

  /** On terms that words alone tell, such as a spending limit that comes again. */
  record Other(String words) implements Terms {}
}
