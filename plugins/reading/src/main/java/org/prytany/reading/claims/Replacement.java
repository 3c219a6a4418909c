package org.prytany.reading.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.modality.Matter;
import org.prytany.reading.modality.Modality;
import org.prytany.spi.Address;

/**
 * Somebody who takes the place of somebody else as an owner or a signer: "B replaces C", "C is
 * replaced by B", "swap C for B". Words for giving and taking do not say who is who there.
 *
 * @param comes who has the place afterwards
 * @param goes who had it
 * @param start first unit of the words in their sentence
 * @param end after the last one
 */
public record Replacement(Address comes, Address goes, int start, int end) {

  private static final Pattern PLACE = Cues.pattern(Replacement.class, "place");
  private static final List<Pattern> WAYS =
      List.of(
          Cues.pattern(Replacement.class, "comes-first"),
          Cues.pattern(Replacement.class, "goes-first"));

  /** Those that a sentence says will happen; none where it denies them or tells of the past. */
  public static List<Replacement> in(String sentence) {
    List<Replacement> found = new ArrayList<>();
    for (Pattern way : PLACE.matcher(sentence).find() ? WAYS : List.<Pattern>of()) {
      Matcher words = way.matcher(sentence);
      while (words.find()) {
        if (Modality.of(Matter.POWER, sentence, 0, words.start(), words.end()).explains()) {
          found.add(
              new Replacement(
                  account(words, "comes"), account(words, "goes"), words.start(), words.end()));
        }
      }
    }
    return found;
  }

  private static Address account(Matcher words, String who) {
    String said = words.group(who) == null ? words.group(who + "2") : words.group(who);
    return new Address(said.toLowerCase(Locale.ROOT));
  }

  boolean overlaps(int from, int to) {
    return from < end && start < to;
  }
}
