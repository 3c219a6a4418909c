package org.prytany.digest.ranking;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words of a sentence, for counting: lower case, thousands separators taken out. */
final class Wording {

  private static final Pattern TOKEN = Pattern.compile("[0-9]+(?:[.,][0-9]+)*+|[a-z0-9]+");
  private static final Set<String> FUNCTION_WORDS =
      Set.of(
          ("a an the of to in on for and or by with from at as is are was were be been being this"
                  + " that these those it its we our they their you your i will would can could"
                  + " should may might must shall has have had do does did not no if then than so"
                  + " such which who whom what when where while how all any each other more most"
                  + " some into over under about between through also only both per via there here"
                  + " but up out same")
              .split(" "));

  private Wording() {}

  static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text.toLowerCase(Locale.ROOT));
    while (matcher.find()) {
      tokens.add(matcher.group().replace(",", ""));
    }
    return tokens;
  }

  /** The tokens that carry meaning. */
  static List<String> content(List<String> tokens) {
    return tokens.stream().filter(token -> !FUNCTION_WORDS.contains(token)).toList();
  }
}
