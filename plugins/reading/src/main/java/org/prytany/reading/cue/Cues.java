package org.prytany.reading.cue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a class looks for in texts: its section of the {@code cues.rules} beside it, which says how
 * it is written.
 */
public final class Cues {

  private static final Pattern REFERENCE =
      Pattern.compile("(?<!\\\\[xpPN])\\{(?<name>[a-z][a-z0-9-]+)\\}");
  private static final Pattern HEAD =
      Pattern.compile("(?<name>[a-z][a-z0-9-]+)(?: (?<flags>[imsuw]+))?");
  private static final Map<String, Cues> READ = new ConcurrentHashMap<>();

  private record Cue(List<String> lines, int flags) {}

  private final Map<String, Cue> cues = new LinkedHashMap<>();

  /**
   * @param lines as a file of cues has them
   * @throws IllegalArgumentException naming the line that is none
   */
  Cues(List<String> lines) {
    String section = "";
    Cue cue = new Cue(new ArrayList<>(), 0);
    for (String line : lines) {
      if (line.startsWith("[")) {
        section = line.substring(1, line.indexOf(']')) + " ";
      } else if (line.startsWith("  ")) {
        cue.lines().add(line.strip());
      } else if (!line.isBlank() && !line.startsWith("#")) {
        Matcher head = HEAD.matcher(line);
        cue = new Cue(new ArrayList<>(), head.matches() ? flags(head.group("flags")) : 0);
        if (!head.matches() || cues.put(section + head.group("name"), cue) != null) {
          throw new IllegalArgumentException("no name of cues, or one that is there: " + line);
        }
      }
    }
  }

  private static int flags(@Nullable String written) {
    return written == null
        ? 0
        : (written.contains("i") ? Pattern.CASE_INSENSITIVE : 0)
            | (written.contains("m") ? Pattern.MULTILINE : 0)
            | (written.contains("s") ? Pattern.DOTALL : 0)
            | (written.contains("u") ? Pattern.UNICODE_CASE : 0)
            | (written.contains("w") ? Pattern.UNICODE_CHARACTER_CLASS : 0);
  }

  private static Cues beside(Class<?> reader) {
    return READ.computeIfAbsent(
        reader.getPackageName(),
        name -> new Cues(text(reader.getResourceAsStream("cues.rules"), name).lines().toList()));
  }

  /**
   * The text of a file that lies beside a class.
   *
   * @param file as the class itself gets it; closed afterwards
   * @param whose for an error
   * @throws IllegalStateException if it is not there
   */
  public static String text(@Nullable InputStream file, String whose) {
    if (file == null) {
      throw new IllegalStateException(whose + " was built without a file of its own");
    }
    try (file) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A pattern, whose alternatives stand one a line.
   *
   * @throws IllegalArgumentException if the class has no such cue
   */
  public static Pattern pattern(Class<?> reader, String name) {
    return pattern(reader, name, Map.of());
  }

  /**
   * @param given parts that the cue refers to and the file does not have
   */
  public static Pattern pattern(Class<?> reader, String name, Map<String, String> given) {
    return pattern(reader, name, given, String.join("|", cue(reader, name).lines()));
  }

  /** Each line as a pattern of its own, in their order. */
  public static List<Pattern> patterns(Class<?> reader, String name, Map<String, String> given) {
    return cue(reader, name).lines().stream()
        .map(line -> pattern(reader, name, given, line))
        .toList();
  }

  private static Pattern pattern(
      Class<?> reader, String name, Map<String, String> given, String written) {
    return Pattern.compile(filled(reader, written, given), cue(reader, name).flags());
  }

  /** The alternatives of a cue, as a part of what is made in code. */
  public static String text(Class<?> reader, String name) {
    return filled(reader, String.join("|", cue(reader, name).lines()), Map.of());
  }

  /** Words, one or more a line with blanks between them. */
  public static Set<String> words(Class<?> reader, String name) {
    Set<String> words = new LinkedHashSet<>();
    cue(reader, name).lines().forEach(line -> words.addAll(List.of(line.split(" +", -1))));
    return Collections.unmodifiableSet(words);
  }

  /** Rows "key: value; value". */
  public static Map<String, Set<String>> table(Class<?> reader, String name) {
    Map<String, Set<String>> table = new LinkedHashMap<>();
    for (String line : cue(reader, name).lines()) {
      String[] row = line.split(": +", 2);
      table.put(row[0], Set.of(row[1].split("; +", -1)));
    }
    return Collections.unmodifiableMap(table);
  }

  private static Cue cue(Class<?> reader, String name) {
    String full = reader.getSimpleName() + " " + name;
    Cue cue = beside(reader).cues.get(full);
    if (cue == null) {
      throw new IllegalArgumentException("cues.rules has no " + full);
    }
    return cue;
  }

  private static String filled(Class<?> reader, String written, Map<String, String> given) {
    return REFERENCE
        .matcher(written)
        .replaceAll(
            found -> {
              String part = given.get(found.group(1));
              return Matcher.quoteReplacement(
                  part == null
                      ? filled(reader, String.join("|", cue(reader, found.group(1)).lines()), given)
                      : part);
            });
  }
}
