package org.prytany.chain.names;

import io.github.adraffy.ens.ENSNormalize;
import io.github.adraffy.ens.InvalidLabelException;
import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which names a reader may be shown: what hides in a name, or looks like another one, is not. By
 * ENSIP-15, and narrower: no letter of Latin's that English has not, letters of one script in a
 * label, and nothing that is drawn as nothing.
 */
final class ShownName {

  private static final int LONGEST = 80;

  /** What Japanese is written with counts as one. */
  private static final Set<UnicodeScript> JAPANESE =
      EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA);

  private ShownName() {}

  static boolean isGood(String name) {
    if (name.length() > LONGEST || name.indexOf('.') <= 0) {
      return false;
    }
    for (String label : name.split("\\.", -1)) {
      if (!isPlain(label)) {
        return false;
      }
    }
    try {
      return ENSNormalize.ENSIP15.normalize(name).equals(name);
    } catch (InvalidLabelException e) {
      return false;
    }
  }

  private static boolean isPlain(String label) {
    Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
    for (int point : label.codePoints().toArray()) {
      if (isUnseen(point)) {
        return false;
      }
      if (Character.isLetter(point)) {
        UnicodeScript script = UnicodeScript.of(point);
        if (script == UnicodeScript.LATIN && point > 'z') {
          return false;
        }
        scripts.add(JAPANESE.contains(script) ? UnicodeScript.HAN : script);
      }
    }
    return !label.isEmpty() && scripts.size() <= 1;
  }

  private static boolean isUnseen(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK ->
          true;
      default -> false;
    };
  }
}
