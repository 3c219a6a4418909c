package org.prytany.chain.names;

import io.github.adraffy.ens.ENSNormalize;
import io.github.adraffy.ens.InvalidLabelException;
import java.util.regex.Pattern;

/**
 * Which names a reader may be shown: what hides in a name, or looks like another one, like an
 * address or like a mark of the page, is not. By ENSIP-15, and of that only what plain English
 * letters, digits, hyphens and underscores write.
 */
final class ShownName {

  private static final int LONGEST = 80;

  private static final Pattern PLAIN = Pattern.compile("[a-z0-9_-]++");

  /** A whole address with or without its 0x, or the beginning of one. */
  private static final Pattern ADDRESS = Pattern.compile("^0x[0-9a-f]|[0-9a-f]{40}");

  private ShownName() {}

  static boolean isGood(String name) {
    if (name.length() > LONGEST || name.indexOf('.') <= 0) {
      return false;
    }
    for (String label : name.split("\\.", -1)) {
      if (!PLAIN.matcher(label).matches() || ADDRESS.matcher(label).find()) {
        return false;
      }
    }
    try {
      return ENSNormalize.ENSIP15.normalize(name).equals(name);
    } catch (InvalidLabelException e) {
      return false;
    }
  }
}
