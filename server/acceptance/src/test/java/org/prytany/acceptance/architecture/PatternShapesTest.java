package org.prytany.acceptance.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.prytany.acceptance.server.BuiltHouse;

/**
 * Java's regular expressions call themselves once for each repetition of a group, so that a text of
 * some thousand characters ends a thread. A group that repeats without end has to be possessive
 * ("(?:..)*+"), which is a loop; where it has to give back what it took, it has a most.
 */
class PatternShapesTest {

  private static final Path HOME = BuiltHouse.installation().home();

  /** String literals that are joined, with comments between them. */
  private static final Pattern JOINED =
      Pattern.compile(
          "\"(?:[^\"\\\\\\n]|\\\\.)*+\"(?:\\s*+(?://[^\\n]*+\\n\\s*+)*+\\+\\s*+(?://[^\\n]*+\\n\\s*+)*+\"(?:[^\"\\\\\\n]|\\\\.)*+\")*+");

  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*+)\"");

  /** What is in a pattern and in no text for people. */
  private static final Pattern REGULAR = Pattern.compile("\\\\[dwsSWDpPb]|\\[|\\(\\?");

  private static final Pattern ENDLESS_GROUP =
      Pattern.compile("(?<!\\\\)\\)(?:[*+]|\\{\\d*,\\}|\\{\\d+,\\d{4,}\\})(?!\\+)");

  /** A class that has characters of one and of two units is a group to Java. */
  private static final Pattern ENDLESS_COUNT =
      Pattern.compile(
          "(?:\\\\[pP]\\{[^}]*+\\}|\\\\[SWD]|(?<!\\\\)\\.|\\[\\^[^\\]]*+\\])\\{\\d+,\\}(?!\\+)");

  @Test
  void noPatternRepeatsAGroupWithoutEndThatItMayHaveToGiveBack() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path source : files("/src/main/java/", ".java", 500)) {
      Matcher joined = JOINED.matcher(Files.readString(source));
      while (joined.find()) {
        String text = text(joined.group());
        if (isEndless(text)) {
          found.add(source.getFileName() + ": " + text);
        }
      }
    }
    for (Path cues : files("/src/main/resources/", "cues.rules", 2)) {
      Files.readString(cues)
          .lines()
          .filter(line -> line.startsWith("  ") && isEndless(line))
          .forEach(line -> found.add(cues + ": " + line));
    }
    assertThat(found).as("make it possessive, or say how often at most").isEmpty();
  }

  private static boolean isEndless(String text) {
    return REGULAR.matcher(text).find()
        && (ENDLESS_GROUP.matcher(text).find() || ENDLESS_COUNT.matcher(text).find());
  }

  private static String text(String joined) {
    StringBuilder text = new StringBuilder();
    Matcher literal = LITERAL.matcher(joined);
    while (literal.find()) {
      text.append(literal.group(1));
    }
    return text.toString().replace("\\\\", "\\");
  }

  private static List<Path> files(String folder, String end, int more) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String part : List.of("server", "plugins")) {
      try (Stream<Path> all = Files.walk(HOME.resolve(part))) {
        all.filter(path -> path.toString().endsWith(end))
            .filter(path -> path.toString().contains(folder))
            .filter(path -> !path.toString().contains("/node_modules/"))
            .forEach(files::add);
      }
    }
    assertThat(files).hasSizeGreaterThan(more);
    return files;
  }
}
