package org.prytany.governance.reading;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;

/**
 * Whether styles leave elements where readers see them: all that they declare is known to hide
 * nothing, and letters stand out from what is behind them.
 */
final class HarmlessStyle {

  private static final Pattern HARMLESS = Cues.pattern(HarmlessStyle.class, "harmless");
  private static final Pattern DARK = Cues.pattern(HarmlessStyle.class, "dark");
  private static final Pattern LIGHT = Cues.pattern(HarmlessStyle.class, "light");

  private static final Pattern RULE = Cues.pattern(HarmlessStyle.class, "rule");
  private static final Pattern NAME = Cues.pattern(HarmlessStyle.class, "name");
  private static final Set<String> WHOLE_PAGE = Set.of("html", "body", "head", "root");

  private HarmlessStyle() {}

  /** The names of elements, classes and ids that style sheets in a text may hide. */
  static Set<String> hiddenBySheets(String html) {
    Set<String> names = new LinkedHashSet<>();
    RULE.matcher(html.substring(Math.max(0, html.indexOf("<style"))))
        .results()
        .filter(rule -> html.contains("<style") && !declares(rule.group(2)))
        .forEach(rule -> NAME.matcher(rule.group(1)).results().forEach(n -> names.add(n.group())));
    names.removeAll(WHOLE_PAGE);
    return names;
  }

  /** Whether a tag has one of those names. */
  static boolean has(String tag, Set<String> names) {
    return !names.isEmpty() && NAME.matcher(tag).results().anyMatch(n -> names.contains(n.group()));
  }

  /**
   * @param style an attribute whose value is one of the groups
   */
  static boolean is(MatchResult style) {
    String value = style.group(1);
    for (int group = 2; value == null; group++) {
      value = style.group(group);
    }
    return declares(value);
  }

  private static boolean declares(String value) {
    String ink = "";
    String ground = "";
    String dense = value.toLowerCase(Locale.ROOT).replaceAll("\\s+", "").replace("!important", "");
    for (String declared : dense.split(";", -1)) {
      if (declared.startsWith("color:")) {
        ink = declared.substring("color:".length());
      } else if (declared.matches("background(?:-color)?:.*+")) {
        ground = declared.substring(declared.indexOf(':') + 1);
      } else if (!HARMLESS.matcher(declared).matches()) {
        return false;
      }
    }
    boolean onLight = ground.isEmpty() || LIGHT.matcher(ground).matches();
    boolean inDark = ink.isEmpty() || DARK.matcher(ink).matches();
    return onLight ? inDark : DARK.matcher(ground).matches() && LIGHT.matcher(ink).matches();
  }
}
