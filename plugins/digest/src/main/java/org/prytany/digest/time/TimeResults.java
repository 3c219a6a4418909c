package org.prytany.digest.time;

import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.ling.tokensregex.Env;
import edu.stanford.nlp.ling.tokensregex.types.Expressions;
import edu.stanford.nlp.ling.tokensregex.types.Value;
import edu.stanford.nlp.ling.tokensregex.types.ValueFunction;
import edu.stanford.nlp.util.CoreMap;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.number.NumberWords;
import org.prytany.reading.number.PlainDecimal;
import org.prytany.reading.time.WrittenTime;
import org.prytany.spi.Claim;

/**
 * What the results of the grammar's rules mean: the functions that {@code times.rules} calls with
 * the words that its groups matched. Each gives the times that the words say, without a place; none
 * where the words contradict themselves or name no day that exists.
 */
final class TimeResults {

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> ORDINALS =
      List.of(
          "first",
          "second",
          "third",
          "fourth",
          "fifth",
          "sixth",
          "seventh",
          "eighth",
          "ninth",
          "tenth",
          "eleventh",
          "twelfth",
          "thirteenth",
          "fourteenth",
          "fifteenth",
          "sixteenth",
          "seventeenth",
          "eighteenth",
          "nineteenth",
          "twentieth");
  private static final Pattern SLASHED = Pattern.compile("(\\d{1,4})[/-](\\d{1,2})[/-](\\d{1,4})");
  private static final BigDecimal TWO = BigDecimal.TWO;

  /** Longer than any proposal means; "1,000,000 years" is a figure of speech. */
  private static final BigDecimal MOST = BigDecimal.valueOf(10_000_000);

  private TimeResults() {}

  /** Makes the functions known to the rules by their names. */
  static void bind(Env env) {
    bind(env, "Nothing", words -> List.of());
    bind(env, "Period", words -> period(count(words.get(0)), words.get(1)));
    bind(env, "Single", words -> period(Optional.of(BigDecimal.ONE), words.get(0)));
    bind(env, "Part", words -> period(part(words.get(0)), words.get(1)));
    bind(
        env,
        "More",
        words ->
            period(
                count(words.get(0)).flatMap(count -> part(words.get(1)).map(count::add)),
                words.get(2)));
    bind(
        env,
        "Twice",
        words -> {
          Optional<BigDecimal> count = count(words.get(0));
          boolean same =
              count.isPresent()
                  && count(words.get(1)).filter(c -> c.compareTo(count.get()) == 0).isPresent();
          return same ? period(count, words.get(2)) : List.of();
        });
    bind(
        env,
        "Between",
        words -> {
          List<WrittenTime> ends = new ArrayList<>(period(count(words.get(0)), words.get(2)));
          ends.addAll(period(count(words.get(1)), words.get(2)));
          return ends;
        });
    bind(env, "Day", words -> day(words.get(0), words.get(1), words.get(2)));
    bind(env, "Days", TimeResults::days);
    bind(env, "Slashed", words -> slashed(words.get(0)));
    bind(
        env,
        "LastOf",
        words -> months(words).map(ends -> at(ends.last().atEndOfMonth())).orElse(List.of()));
    bind(env, "FirstOf", words -> months(words).map(m -> at(m.first().atDay(1))).orElse(List.of()));
  }

  private static void bind(
      Env env, String name, Function<List<String>, List<WrittenTime>> meaning) {
    env.bind(
        name,
        new ValueFunction() {
          @Override
          public boolean checkArgs(List<Value> arguments) {
            return true;
          }

          @Override
          public Value<?> apply(Env ignored, List<Value> arguments) {
            List<String> words = arguments.stream().map(TimeResults::words).toList();
            return Expressions.createValue("TIMES", meaning.apply(words));
          }

          @Override
          public String getDescription() {
            return name;
          }
        });
  }

  private static String words(Value<?> argument) {
    StringBuilder words = new StringBuilder();
    if (argument.get() instanceof List<?> tokens) {
      for (Object token : tokens) {
        words.append(words.isEmpty() ? "" : " ");
        words.append(((CoreMap) token).get(CoreAnnotations.TextAnnotation.class));
      }
    } else {
      words.append(argument.get());
    }
    return words.toString().replace('\u00a0', ' ').toLowerCase(Locale.ROOT);
  }

  private static List<WrittenTime> period(Optional<BigDecimal> count, String unit) {
    if (count.isEmpty() || count.get().signum() <= 0 || count.get().compareTo(MOST) > 0) {
      return List.of();
    }
    String name = unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
    return List.of(
        name.equals("fortnight")
            ? new WrittenTime.Period(
                PlainDecimal.of(count.get().multiply(TWO)), Claim.Unit.WEEK, 0, 0)
            : new WrittenTime.Period(
                count.get(), Claim.Unit.valueOf(name.toUpperCase(Locale.ROOT)), 0, 0));
  }

  private static Optional<BigDecimal> count(String words) {
    BigDecimal sum = BigDecimal.ZERO;
    if (Character.isLetter(words.charAt(0))) {
      return words.equals("a") || words.equals("an")
          ? Optional.of(BigDecimal.ONE)
          : NumberWords.read(words);
    }
    for (String word : words.split(" ", -1)) {
      Optional<BigDecimal> part = part(word);
      sum = sum.add(part.isPresent() ? part.get() : new BigDecimal(word.replace(",", "")));
    }
    return Optional.of(PlainDecimal.of(sum));
  }

  private static Optional<BigDecimal> part(String word) {
    return switch (word) {
      case "half", "½", "1/2", "2/4" -> Optional.of(new BigDecimal("0.5"));
      case "quarter", "¼", "1/4" -> Optional.of(new BigDecimal("0.25"));
      case "¾", "3/4" -> Optional.of(new BigDecimal("0.75"));
      default -> Optional.empty();
    };
  }

  private static List<WrittenTime> at(LocalDate date) {
    return List.of(new WrittenTime.Day(date, 0, 0));
  }

  private static List<WrittenTime> day(String year, String month, String day) {
    return date(Integer.parseInt(year), month(month), dayOfMonth(day))
        .map(TimeResults::at)
        .orElse(List.of());
  }

  /**
   * Both ends; only the second one where the first would lie in a year that the words leave out.
   */
  private static List<WrittenTime> days(List<String> words) {
    int year = Integer.parseInt(words.get(0));
    Optional<LocalDate> first = date(year, month(words.get(1)), dayOfMonth(words.get(2)));
    Optional<LocalDate> last = date(year, month(words.get(3)), dayOfMonth(words.get(4)));
    List<WrittenTime> days = new ArrayList<>();
    if (last.isPresent()) {
      first.filter(date -> !date.isAfter(last.get())).ifPresent(date -> days.addAll(at(date)));
      days.addAll(at(last.get()));
    }
    return days;
  }

  /** "13/03/2027" can be read in one way only, "03/04/2027" in two. */
  private static List<WrittenTime> slashed(String written) {
    Matcher parts = SLASHED.matcher(written);
    if (!parts.matches()) {
      return List.of();
    }
    int one = Integer.parseInt(parts.group(1));
    int two = Integer.parseInt(parts.group(2));
    int three = Integer.parseInt(parts.group(3));
    Optional<LocalDate> date;
    if (parts.group(1).length() == 4) {
      date = date(one, two, three);
    } else if (one > 12 || one == two) {
      date = date(three, two, one);
    } else {
      date = two > 12 ? date(three, one, two) : Optional.empty();
    }
    return date.map(TimeResults::at).orElse(List.of());
  }

  private static Optional<LocalDate> date(int year, int month, int day) {
    try {
      return Optional.of(LocalDate.of(year, month, day));
    } catch (DateTimeException e) {
      // "30 February 2027" is no day.
      return Optional.empty();
    }
  }

  private static int dayOfMonth(String words) {
    if (Character.isDigit(words.charAt(0))) {
      return Integer.parseInt(words.replaceAll("\\D", ""));
    }
    if (words.equals("thirtieth")) {
      return 30;
    }
    int blank = words.indexOf(' ');
    int tens = blank < 0 ? 0 : words.startsWith("twenty") ? 20 : 30;
    return tens + ORDINALS.indexOf(words.substring(blank + 1)) + 1;
  }

  private static int month(String name) {
    return MONTHS.indexOf(name.substring(0, 3)) + 1;
  }

  private record Months(YearMonth first, YearMonth last) {}

  /** The months of a year, or of a part of it. */
  private static Optional<Months> months(List<String> words) {
    int year = Integer.parseInt(words.get(0));
    String part = words.size() > 1 ? words.get(1) : "year";
    boolean quarter = part.startsWith("q") || part.endsWith("quarter");
    boolean half = part.matches("h[12]") || part.endsWith("half");
    int length = part.equals("year") ? 12 : quarter ? 3 : half ? 6 : 1;
    int number = length == 12 ? 1 : length == 1 ? month(part) : ordinal(part, 12 / length);
    if (number < 1 || number * length > 12) {
      return Optional.empty();
    }
    return Optional.of(
        new Months(
            YearMonth.of(year, (number - 1) * length + 1), YearMonth.of(year, number * length)));
  }

  private static int ordinal(String part, int last) {
    String first = part.split(" ", -1)[0];
    if (first.equals("last")) {
      return last;
    }
    String digits = first.replaceAll("\\D", "");
    return digits.isEmpty() ? ORDINALS.indexOf(first) + 1 : Integer.parseInt(digits);
  }
}
