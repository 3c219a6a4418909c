package org.prytany.inference.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Knows two licences by their whole text, letter by letter, with nothing before and behind it but
 * what belongs there: a text that quotes one, or adds terms of its own, is not it. Any other
 * licence the operator has to name.
 */
final class Licences {

  private static final int LARGEST = 100_000;
  private static final Pattern NOT_LETTERS = Pattern.compile("[^a-z0-9]+");

  /**
   * @param begins letters and digits with which the hashed part begins
   * @param sha256 of the letters and digits of the part, in small letters
   * @param around what may stand about the part, which is written as "#" there
   */
  private record Known(String spdx, String begins, int length, String sha256, Pattern around) {}

  private static final List<Known> ALL =
      List.of(
          new Known(
              "Apache-2.0",
              "termsandconditionsforusereproductionanddistribution",
              7356,
              "b42c9aa42148e9b6873b2c75c5b22ae916c356ad1e31789ac48b6a007f5f5782",
              Pattern.compile(
                  "apachelicenseversion20january2004https?wwwapacheorglicenses#endoftermsandconditions"
                      + "(?:appendixhowtoapply[a-z0-9]{500,1000}limitationsunderthelicense)?")),
          new Known(
              "MIT",
              "permissionisherebygranted",
              826,
              "81a61d35f6891e560d80c95e831624d3270eb7ccf5f492522851169cb355ddab",
              Pattern.compile(
                  "(?:the)?(?:mitlicense)?(?:mit)?(?!.*(?:only|commercial|research|proprietary))copyright[a-z0-9]{0,200}#")));

  private Licences() {}

  /** The SPDX identifier of the licence whose text lies there; empty if none is recognised. */
  static Optional<String> in(Path folder, Set<String> files) throws IOException {
    for (String file : files) {
      if (file.startsWith("LICENSE") && Files.size(folder.resolve(file)) <= LARGEST) {
        String text = new String(Files.readAllBytes(folder.resolve(file)), StandardCharsets.UTF_8);
        Optional<String> known = of(text);
        if (known.isPresent()) {
          return known;
        }
      }
    }
    return Optional.empty();
  }

  static Optional<String> of(String text) {
    String letters = NOT_LETTERS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
    return ALL.stream().filter(known -> is(known, letters)).map(Known::spdx).findFirst();
  }

  private static boolean is(Known known, String letters) {
    int from = letters.indexOf(known.begins());
    int to = from + known.length();
    if (from < 0 || to > letters.length()) {
      return false;
    }
    String part = letters.substring(from, to);
    Matcher around =
        known.around().matcher(letters.substring(0, from) + "#" + letters.substring(to));
    return Hashing.of(part.getBytes(StandardCharsets.US_ASCII)).equals(known.sha256())
        && around.matches();
  }
}
