package org.prytany.settings;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Names of organisations: what is equal is one, so no two may differ and look the same. */
public final class OrganisationName {

  /** What {@link #isGood} asks for, in words. */
  static final String RULE =
      "a name of at most 80 letters, digits, single spaces and . : ' & ( ) -, none of them invisible";

  /** Letters and marks that are drawn as nothing. */
  private static final Pattern UNSEEN =
      Pattern.compile(
          "[\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u3164\\uFE00-\\uFE0F\\uFFA0"
              + "\\x{E0100}-\\x{E01EF}]");

  private static final Pattern SHAPE =
      Pattern.compile("[\\p{L}\\p{N}](?: ?[\\p{L}\\p{M}\\p{N}.:'&()-]){0,79}+");

  private static final int LONGEST = 80;
  private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]");

  private OrganisationName() {}

  static boolean isGood(String name) {
    return name.length() <= LONGEST
        && SHAPE.matcher(name).matches()
        && !UNSEEN.matcher(name).find()
        && Normalizer.isNormalized(name, Normalizer.Form.NFC);
  }

  /** Names that differ by letter case, accents, forms of a letter, blanks or signs alone. */
  public static List<List<String>> alike(Collection<String> names) {
    Map<String, List<String>> byLetters = new TreeMap<>();
    names.stream()
        .distinct()
        .sorted()
        .forEach(
            name -> byLetters.computeIfAbsent(letters(name), its -> new ArrayList<>()).add(name));
    return byLetters.values().stream().filter(its -> its.size() > 1).toList();
  }

  private static String letters(String name) {
    String apart = Normalizer.normalize(name, Normalizer.Form.NFKD);
    return NO_LETTER
        .matcher(apart)
        .replaceAll("")
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }
}
