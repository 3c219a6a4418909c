package org.prytany.reading.claims;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
 * @param place what they are, as the words themselves say
 * @param start first unit of the words in their sentence
 * @param end after the last one
 */
public record Replacement(Address comes, Address goes, Place place, int start, int end) {

  /** What somebody is replaced as. */
  public enum Place {
    OWNER,
    ADMIN,
    GUARDIAN;

    /** Whether a contract's name for a role means that: "Safe owner", "GUARDIAN_ROLE". */
    public boolean isIn(String role) {
      String name = role.toLowerCase(Locale.ROOT);
      return name.contains(name().toLowerCase(Locale.ROOT))
          || (this == OWNER && name.contains("signer"));
    }
  }

  private static final Pattern PLACE = Cues.pattern(Replacement.class, "place");
  private static final Pattern LABEL = Cues.pattern(Replacement.class, "label");
  private static final Pattern BESIDE =
      Pattern.compile(
          "(?:" + Cues.text(Replacement.class, "beside") + ")*+", Pattern.CASE_INSENSITIVE);
  private static final List<Pattern> WAYS =
      List.of(
          Cues.pattern(Replacement.class, "comes-first"),
          Cues.pattern(Replacement.class, "goes-first"));
  private static final int MOST_WAYS = 5;
  private static final int LONGEST_LABEL = 120;

  /**
   * Those that a sentence says will happen. None where it has any other word beside them than those
   * of a plain order: words that deny, fear, ask or tell of another time are without number.
   */
  public static List<Replacement> in(String sentence) {
    List<Replacement> found = new ArrayList<>();
    if (!PLACE.matcher(sentence).find()) {
      return found;
    }
    StringBuilder beside = new StringBuilder(sentence);
    for (Pattern way : WAYS) {
      Matcher words = way.matcher(sentence);
      while (words.find()) {
        String already = beside.substring(words.start(), words.end());
        Optional<Replacement> one = of(sentence, words);
        if (one.isEmpty() || !already.equals(words.group())) {
          return List.of();
        }
        found.add(one.get());
        beside.replace(words.start(), words.end(), " ".repeat(words.end() - words.start()));
      }
    }
    return BESIDE.matcher(beside).matches() ? found : List.of();
  }

  private static Optional<Replacement> of(String sentence, Matcher words) {
    int start = words.start();
    if (words.namedGroups().containsKey("goes5") && words.group("goes5") != null) {
      int from = Math.max(0, start - LONGEST_LABEL);
      Matcher label = LABEL.matcher(sentence.substring(from, start));
      if (!label.find()) {
        return Optional.empty();
      }
      start = from + label.start();
    }
    Set<Place> places = places(sentence.substring(start, words.end()));
    return places.size() == 1
            && Modality.of(Matter.POWER, sentence, 0, start, words.end()).explains()
        ? Optional.of(
            new Replacement(
                account(words, "comes"),
                account(words, "goes"),
                places.iterator().next(),
                start,
                words.end()))
        : Optional.empty();
  }

  private static Set<Place> places(String words) {
    Set<Place> places = EnumSet.noneOf(Place.class);
    Matcher place = PLACE.matcher(words);
    while (place.find()) {
      for (Place each : Place.values()) {
        if (place.group(each.name().toLowerCase(Locale.ROOT)) != null) {
          places.add(each);
        }
      }
    }
    return places;
  }

  private static Address account(Matcher words, String who) {
    for (int way = 1; way <= MOST_WAYS; way++) {
      String group = way == 1 ? who : who + way;
      if (words.namedGroups().containsKey(group) && words.group(group) != null) {
        String said = words.group(group).toLowerCase(Locale.ROOT);
        int at = said.indexOf("0x");
        return new Address(said.substring(at, at + Address.ZERO.hex().length()));
      }
    }
    throw new IllegalStateException("a way of replacing without " + who);
  }
}
