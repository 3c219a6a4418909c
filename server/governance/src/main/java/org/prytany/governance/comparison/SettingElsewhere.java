package org.prytany.governance.comparison;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.governance.comparison.SettingOwners.Named;
import org.prytany.governance.comparison.SettingOwners.Sentence;
import org.prytany.governance.effects.Change;
import org.prytany.governance.reading.TextLines;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Address;
import org.prytany.spi.Span;

/**
 * What a text says of a setting on other chains, or of other contracts, than it changes on. In a
 * sentence that names contracts each value belongs to the name before it, or behind it where the
 * values come first; in one that names none, to those that are named for it elsewhere.
 */
final class SettingElsewhere {

  private static final Pattern VALUE = Pattern.compile("(?<![\\p{L}\\d])\\d(?!x[0-9a-fA-F])");
  private static final Pattern BOTH = Cues.pattern(SettingElsewhere.class, "both");
  private static final Pattern STRANGER = Cues.pattern(SettingElsewhere.class, "stranger");

  private final Comparison comparison;
  private final SettingOwners owners;
  private final List<Span> names;
  private final List<Part> parts = new ArrayList<>();

  /**
   * Values of a setting that stand in one place, and whose they are.
   *
   * @param known whether the operator or the calls know the contract, or one that is named with it
   */
  private record Part(Span span, Set<Address> of, boolean known) {}

  /**
   * @param onAnother the first place where it is spoken of on another chain
   * @param here what the text says apart from that
   * @param rest what it says apart from other contracts as well
   * @param strangers what it says of the contract, and of accounts that nobody knows
   */
  record Apart(Optional<Span> onAnother, HandedOver here, HandedOver rest, HandedOver strangers) {}

  /**
   * @param name what texts call the setting
   */
  SettingElsewhere(Comparison comparison, SettingOwners owners, Pattern name) {
    this.comparison = comparison;
    this.owners = owners;
    this.names =
        name.matcher(comparison.text())
            .results()
            .map(found -> new Span(found.start(), found.end()))
            .toList();
    int next = 0;
    for (Sentence sentence : owners.sentences()) {
      int first = next;
      while (next < names.size() && names.get(next).start() < sentence.span().end()) {
        next++;
      }
      List<Span> spoken = names.subList(first, next);
      if (sentence.named().isEmpty()) {
        spoken.forEach(this::addStranger);
        if (!sentence.over().isEmpty()) {
          parts.add(new Part(sentence.span(), sentence.over(), owners.isKnown(sentence.over())));
        }
      } else {
        add(sentence, spoken);
      }
    }
  }

  /** "The delay of 0x…", of an account that is no contract which anybody knows. */
  private void addStranger(Span name) {
    Matcher stranger = STRANGER.matcher(comparison.text()).region(name.end(), end(name));
    if (stranger.lookingAt()) {
      Address account = new Address(stranger.group("account"));
      parts.add(new Part(new Span(stranger.end(), end(name)), Set.of(account), false));
    }
  }

  private int end(Span name) {
    return comparison.places().sentence(name).end();
  }

  private void add(Sentence sentence, List<Span> spoken) {
    List<Named> named = sentence.named();
    int start = sentence.span().start();
    int end = sentence.span().end();
    int begin = named.getFirst().span().start();
    boolean behind =
        spoken.isEmpty()
            ? isValued(start, begin) && !isValued(named.getLast().span().end(), end)
            // "2 days for A and 3 for B" has its values first, "of A to 2 days" its names.
            : isValued(spoken.getFirst().end(), begin);
    int from = behind ? start : begin;
    boolean known = named.stream().map(Named::of).anyMatch(owners::isKnown);
    Set<Address> of = new HashSet<>();
    for (int i = 0; i < named.size(); i++) {
      Named each = named.get(i);
      of.addAll(each.of());
      boolean last = i + 1 == named.size();
      int next = last ? end : named.get(i + 1).span().start();
      if (last || !BOTH.matcher(comparison.text().substring(each.span().end(), next)).matches()) {
        int to = behind ? each.span().end() : next;
        parts.add(new Part(new Span(from, to), Set.copyOf(of), known));
        of.clear();
        from = to;
      }
    }
  }

  private boolean isValued(int from, int to) {
    return from < to && VALUE.matcher(comparison.text().substring(from, to)).find();
  }

  /** What the text says elsewhere of the setting that changes, and what it says apart from that. */
  Apart apart(Change.Setting setting) {
    List<Span> elsewhere = new ArrayList<>();
    Optional<Span> onAnother = Optional.empty();
    StatedPlaces places = comparison.places();
    for (int i = 0; places.areStated() && i < names.size(); i++) {
      Span name = names.get(i);
      if (!places.allows(name, setting.chain())) {
        Span sentence = places.sentence(name);
        int next = i + 1 < names.size() ? names.get(i + 1).start() : sentence.end();
        int last = i > 0 ? names.get(i - 1).end() : 0;
        elsewhere.add(new Span(Math.max(sentence.start(), last), name.start()));
        elsewhere.add(new Span(name.end(), Math.min(sentence.end(), next)));
        onAnother = onAnother.or(() -> Optional.of(name));
      }
    }
    HandedOver here = without(elsewhere);
    others(setting, true).forEach(elsewhere::add);
    HandedOver strangers = without(elsewhere);
    others(setting, false).forEach(elsewhere::add);
    return new Apart(onAnother, here, without(elsewhere), strangers);
  }

  private List<Span> others(Change.Setting setting, boolean known) {
    return parts.stream()
        .filter(part -> part.known() == known && !part.of().contains(setting.contract()))
        .map(Part::span)
        .toList();
  }

  /** What the text says without those values; what it calls the setting stays. */
  private HandedOver without(List<Span> elsewhere) {
    if (elsewhere.isEmpty()) {
      return comparison.handedOver();
    }
    String text = comparison.text();
    StringBuilder without = new StringBuilder(text);
    for (Span span : elsewhere) {
      for (int at = span.start(); at < span.end(); at++) {
        without.setCharAt(at, Character.isWhitespace(text.charAt(at)) ? text.charAt(at) : ' ');
      }
    }
    for (Span name : names) {
      without.replace(name.start(), name.end(), name.of(text));
    }
    return new HandedOver(comparison, new TextLines(without.toString()));
  }
}
