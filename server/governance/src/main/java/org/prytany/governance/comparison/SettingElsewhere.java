package org.prytany.governance.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prytany.governance.effects.Change;
import org.prytany.governance.reading.TextLines;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Address;
import org.prytany.spi.Span;

/**
 * What a text says of a setting on other chains, or of other contracts, than it changes on. In a
 * sentence that names contracts each value belongs to the names before it, or behind it where the
 * first value comes before the first name.
 */
final class SettingElsewhere {

  private static final Pattern VALUE = Pattern.compile("(?<![\\p{L}\\d])\\d");

  private final Comparison comparison;
  private final List<Mention> mentions;

  /** Where the setting is spoken of, and the parts of that sentence that are about contracts. */
  private record Mention(Span name, List<Part> parts) {}

  /** A part of a sentence, and whose value stands there. */
  private record Part(Span span, Set<Address> of) {}

  /**
   * @param first the first place where it is spoken of on another chain or of another contract
   * @param ofAnother whether that is another contract
   * @param rest what the text says apart from that
   */
  record Apart(Optional<Span> first, boolean ofAnother, HandedOver rest) {}

  /**
   * @param name what texts call the setting
   */
  SettingElsewhere(Comparison comparison, Pattern name) {
    this.comparison = comparison;
    Pattern contracts = contracts();
    this.mentions =
        name.matcher(comparison.text())
            .results()
            .map(found -> new Span(found.start(), found.end()))
            .map(span -> new Mention(span, parts(span, contracts)))
            .toList();
  }

  /**
   * The contracts that the operator has names for, the longest first, and those named by digits.
   */
  private Pattern contracts() {
    Stream<String> labels =
        comparison.dao().labels().values().stream()
            .filter(label -> ContractWords.in(label).isPresent())
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Pattern::quote);
    String any =
        Stream.concat(Stream.of("(?!)"), labels).collect(Collectors.joining("|", "(?:", ")"));
    return Cues.pattern(SettingElsewhere.class, "contract", Map.of("labels", any));
  }

  private List<Part> parts(Span name, Pattern contracts) {
    int start = comparison.places().sentence(name).start();
    String sentence = comparison.places().sentence(name).of(comparison.text());
    List<MatchResult> found = contracts.matcher(sentence).results().toList();
    List<Part> parts = new ArrayList<>();
    Matcher value = VALUE.matcher(sentence);
    // "2 days for A and 3 for B" has its values first, "of A to 2 days" its names.
    boolean behind =
        !found.isEmpty()
            && value.find(name.end() - start)
            && value.start() < found.getFirst().start();
    int from = behind || found.isEmpty() ? 0 : found.getFirst().start();
    Set<Address> of = new HashSet<>();
    for (int i = 0; i < found.size(); i++) {
      of.addAll(comparison.named(found.get(i).group()));
      boolean last = i + 1 == found.size();
      int next = last ? sentence.length() : found.get(i + 1).start();
      // Names that nothing but words stand between share a value.
      if (last || VALUE.matcher(sentence.substring(found.get(i).end(), next)).find()) {
        int to = behind ? found.get(i).end() : next;
        parts.add(new Part(new Span(start + from, start + to), Set.copyOf(of)));
        of.clear();
        from = to;
      }
    }
    return parts;
  }

  /** What the text says elsewhere of the setting that changes, and what it says apart from that. */
  Apart apart(Change.Setting setting) {
    List<Span> elsewhere = new ArrayList<>();
    Optional<Span> ofAnother = Optional.empty();
    Optional<Span> onAnother = Optional.empty();
    StatedPlaces places = comparison.places();
    for (int i = 0; i < mentions.size(); i++) {
      Mention mention = mentions.get(i);
      Span sentence = places.sentence(mention.name());
      if (places.areStated() && !places.allows(mention.name(), setting.chain())) {
        int next = i + 1 < mentions.size() ? mentions.get(i + 1).name().start() : sentence.end();
        int last = i > 0 ? mentions.get(i - 1).name().end() : 0;
        elsewhere.add(new Span(Math.max(sentence.start(), last), mention.name().start()));
        elsewhere.add(new Span(mention.name().end(), Math.min(sentence.end(), next)));
        onAnother = onAnother.or(() -> Optional.of(mention.name()));
      }
      List<Part> others =
          mention.parts().stream().filter(part -> !part.of().contains(setting.contract())).toList();
      others.forEach(part -> elsewhere.add(part.span()));
      if (!others.isEmpty()) {
        ofAnother = ofAnother.or(() -> Optional.of(mention.name()));
      }
    }
    return new Apart(
        onAnother.isPresent() ? onAnother : ofAnother,
        onAnother.isEmpty() && ofAnother.isPresent(),
        rest(elsewhere));
  }

  private HandedOver rest(List<Span> elsewhere) {
    if (elsewhere.isEmpty()) {
      return comparison.handedOver();
    }
    StringBuilder without = new StringBuilder(comparison.text());
    for (Span span : elsewhere) {
      for (int at = span.start(); at < span.end(); at++) {
        without.setCharAt(
            at, Character.isWhitespace(without.charAt(at)) ? without.charAt(at) : ' ');
      }
    }
    return new HandedOver(comparison, new TextLines(without.toString()));
  }
}
