package org.prytany.reading.claims;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;

/** Tells whether an amount is for each of several, and for whom: "700 USDC each to A and B". */
final class Distribution {

  private static final Pattern BEHIND = Cues.pattern(Distribution.class, "behind");
  private static final Pattern LATER = Cues.pattern(Distribution.class, "later");
  private static final Pattern BEFORE = Cues.pattern(Distribution.class, "before");

  private static final Pattern DIRECTED = Pattern.compile("\\b(?:to|for|into|are|is)\\b|:|→|->");

  private final String text;
  private final List<Amount> amounts;
  private final List<AddressHit> hits;
  private final boolean[] forEach;
  private final boolean any;
  private final Set<AddressHit> shared = new HashSet<>();

  /**
   * @param text of a sentence, an item or a row
   * @param amounts that it asks for
   * @param hits who may be paid
   */
  Distribution(String text, List<Amount> amounts, List<AddressHit> hits) {
    this.text = text;
    this.amounts = amounts;
    this.hits = hits;
    this.forEach = new boolean[amounts.size()];
    boolean found = false;
    for (int i = 0; i < forEach.length; i++) {
      forEach[i] = saysEach(i);
      found |= forEach[i];
      if (forEach[i]) {
        shared.addAll(payees(i));
      }
    }
    this.any = found;
  }

  /** Whether any of the amounts is meant for each. */
  boolean isShared() {
    return any;
  }

  /** Whether the {@code i}-th amount is meant for each. */
  boolean isForEach(int i) {
    return forEach[i];
  }

  private boolean saysEach(int i) {
    return BEHIND.matcher(after(i)).find()
        || LATER.matcher(after(i)).find()
        || BEFORE.matcher(before(i)).find();
  }

  /** Those of the sentence who get the {@code i}-th amount each; empty if it names none. */
  List<AddressHit> payees(int i) {
    List<AddressHit> before = between(start(i), amounts.get(i).start());
    List<AddressHit> after = between(amounts.get(i).end(), end(i));
    boolean directed =
        !after.isEmpty()
            && DIRECTED
                .matcher(text.substring(amounts.get(i).end(), after.getFirst().start()))
                .find();
    return directed || before.isEmpty() ? after : before;
  }

  /** Who gets the {@code i}-th amount alone, beside others who get one each. */
  Optional<AddressHit> single(int i) {
    List<AddressHit> left = hits.stream().filter(hit -> !shared.contains(hit)).toList();
    List<AddressHit> later =
        left.stream().filter(hit -> hit.start() >= amounts.get(i).end()).toList();
    List<AddressHit> earlier =
        left.stream().filter(hit -> hit.end() <= amounts.get(i).start()).toList();
    boolean namesFirst = !hits.isEmpty() && hits.getFirst().start() < amounts.getFirst().start();
    if (namesFirst && !earlier.isEmpty()) {
      return Optional.of(earlier.getLast());
    }
    return later.stream().findFirst().or(() -> earlier.stream().reduce((one, two) -> two));
  }

  private List<AddressHit> between(int from, int to) {
    return hits.stream().filter(hit -> hit.start() >= from && hit.start() < to).toList();
  }

  // Of a number that can be read in two ways there are two amounts, at one place.
  private int start(int i) {
    int previous = i - 1;
    while (previous >= 0 && amounts.get(previous).end() > amounts.get(i).start()) {
      previous--;
    }
    return previous < 0 ? 0 : amounts.get(previous).end();
  }

  private int end(int i) {
    int next = i + 1;
    while (next < amounts.size() && amounts.get(next).start() < amounts.get(i).end()) {
      next++;
    }
    return next < amounts.size() ? amounts.get(next).start() : text.length();
  }

  private String before(int i) {
    return text.substring(start(i), amounts.get(i).start());
  }

  private String after(int i) {
    return text.substring(amounts.get(i).end(), end(i));
  }
}
