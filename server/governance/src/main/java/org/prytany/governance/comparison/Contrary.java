package org.prytany.governance.comparison;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.prytany.governance.findings.Finding.Severity;
import org.prytany.governance.findings.FindingCode;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.reading.TextLines;
import org.prytany.reading.cue.Cues;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;
import org.prytany.spi.Span;

/**
 * Words that refuse, put off, limit or warn, near all that explains an effect: in its sentence and
 * those beside it, over it, or beside the account; in a short text anywhere. Of what they say so is
 * not read, so that nobody knows whether the text asks for the effect.
 */
final class Contrary {

  private static final Pattern TURNS = Cues.pattern(Contrary.class, "turns");
  private static final Pattern REFUSES = Cues.pattern(Contrary.class, "refuses");
  private static final Pattern CLAUSE = Cues.pattern(Contrary.class, "clause");
  private static final Pattern EXCUSED = Cues.pattern(Contrary.class, "excused");
  private static final Pattern EXCUSED_BY = Cues.pattern(Contrary.class, "excused-by");
  private static final Pattern EXCUSED_WITH = Cues.pattern(Contrary.class, "excused-with");
  private static final Pattern OF_ITSELF = Cues.pattern(Contrary.class, "of-itself");
  private static final Pattern ASIDE = Cues.pattern(Contrary.class, "aside");
  private static final Pattern HEADING = Cues.pattern(Contrary.class, "heading");
  private static final Pattern LEADS = Cues.pattern(Contrary.class, "leads");

  /** A text of no more sentences is about one thing. */
  private static final int SHORT = 14;

  /** Deeper than the levels that Markdown has: a line in bold letters. */
  private static final int BOLD = 7;

  /** The claim of what is found in the text without one. */
  private static final int NOWHERE = -1;

  /** How far from such a word its excuse may be, in characters. */
  private static final int REACH = 200;

  private static final int BEFORE = 1;
  private static final int BEHIND = 4;

  /** A sentence, and those over it by their numbers. */
  private record Said(Span span, List<Integer> over, boolean aside, boolean turns) {}

  /** The sentences of a heading by their numbers. */
  private record Heading(int level, List<Integer> said) {}

  private final Comparison comparison;
  private final List<Said> all = new ArrayList<>();
  private final TreeMap<Integer, Integer> at = new TreeMap<>();

  /** The first sentence that turns away an account. */
  private final Map<Address, Integer> beside = new HashMap<>();

  Contrary(Comparison comparison) {
    this.comparison = comparison;
    TextLines lines = comparison.lines();
    List<Heading> headings = new ArrayList<>();
    List<Integer> leads = List.of();
    for (int line = 0; line < lines.count(); line++) {
      String words = lines.line(line);
      Matcher heading = HEADING.matcher(words);
      boolean isHeading = heading.matches();
      int level =
          isHeading && heading.group("level") != null ? heading.group("level").length() : BOLD;
      if (isHeading) {
        headings.removeIf(over -> over.level() >= level);
      }
      leads = isHeading || lines.block(line) < 0 && !words.isBlank() ? List.of() : leads;
      List<Integer> over = new ArrayList<>(leads);
      headings.forEach(each -> over.addAll(each.said()));
      int first = all.size();
      sentences(lines.start(line), words, over);
      List<Integer> said = IntStream.range(first, all.size()).boxed().toList();
      if (isHeading) {
        headings.add(new Heading(level, said));
      } else if (LEADS.matcher(words).matches()) {
        leads = said;
      }
    }
  }

  private void sentences(int start, String line, List<Integer> over) {
    boolean aside = over.stream().anyMatch(each -> ASIDE.matcher(words(all.get(each))).find());
    int from = 0;
    Matcher end = TextLines.SENTENCE_END.matcher(line);
    boolean further = !line.isBlank();
    while (further) {
      further = end.find();
      String words = line.substring(from, further ? end.start() : line.length());
      Span span = new Span(start + from, start + from + words.length());
      boolean turns = turns(words);
      at.put(span.start(), all.size());
      if (turns) {
        comparison.named(words).forEach(account -> beside.putIfAbsent(account, all.size()));
      }
      all.add(new Said(span, over, aside && !OF_ITSELF.matcher(words).find(), turns));
      from = further ? end.end() : from;
    }
  }

  /** Whether a word turns away that nothing in its part of the sentence excuses. */
  private static boolean turns(String sentence) {
    if (EXCUSED.matcher(sentence).find()) {
      return false;
    }
    int from = 0;
    Matcher clause = CLAUSE.matcher(sentence);
    boolean further = true;
    while (further) {
      further = clause.find();
      String part = sentence.substring(from, further ? clause.start() : sentence.length());
      Matcher turning = TURNS.matcher(part);
      while (turning.find()) {
        int end = turning.end();
        String before = part.substring(Math.max(0, turning.start() - REACH), turning.start());
        String behind = part.substring(end, Math.min(part.length(), end + REACH));
        if (!EXCUSED_BY.matcher(before).find() && !EXCUSED_WITH.matcher(behind).find()) {
          return true;
        }
      }
      from = further ? clause.end() : from;
    }
    return false;
  }

  private String words(Said said) {
    return said.span().of(comparison.text());
  }

  /** Looks at what every effect that the text explains is explained by. */
  void run() {
    Map<Integer, Set<Integer>> claims = new TreeMap<>();
    for (Verdict.Match match : comparison.found().matches()) {
      if (match.status() == Verdict.Status.CONSISTENT && match.effect() >= 0) {
        claims.computeIfAbsent(match.effect(), e -> new TreeSet<>()).add(match.claim());
      }
    }
    Set<Integer> told = new HashSet<>();
    claims.forEach(
        (effect, its) ->
            contrary(effect, its)
                .filter(told::add)
                .ifPresent(
                    said ->
                        comparison
                            .finding(
                                Severity.AMBER,
                                FindingCode.REQUEST_TAKEN_BACK,
                                all.get(said).span())
                            .say(
                                "Beside what it asks for the text has words that may take it back"
                                    + " or limit it: %s.",
                                comparison.quote(all.get(said).span()))));
  }

  /** What turns away the account or one place, or is near each place that explains the effect. */
  private Optional<Integer> contrary(int effect, Set<Integer> claims) {
    Optional<Integer> found = comparison.effects().get(effect).to().map(beside::get);
    if (found.isPresent()) {
      return found;
    }
    List<Integer> places = places(claims);
    found = places.stream().flatMap(start -> own(start).stream()).filter(this::refused).findFirst();
    if (found.isPresent()) {
      return found;
    }
    for (int start : places) {
      found = own(start).flatMap(this::near);
      if (found.isEmpty()) {
        return found;
      }
    }
    return found;
  }

  /** Where the text says what some claims say, and where it says a payment of them again. */
  private List<Integer> places(Set<Integer> claims) {
    if (claims.contains(NOWHERE)) {
      return all.size() <= SHORT && !all.isEmpty() ? List.of(at.firstKey()) : List.of();
    }
    return claims.stream()
        .map(claim -> comparison.claims().get(claim))
        .flatMap(
            claim ->
                claim instanceof Claim.Payment paid
                    ? comparison.claims(Claim.Payment.class).values().stream()
                        .filter(other -> other.amount().compareTo(paid.amount()) == 0)
                        .filter(other -> other.symbol().equals(paid.symbol()))
                    : Stream.of(claim))
        .map(claim -> claim.span().start())
        .distinct()
        .toList();
  }

  private Optional<Integer> own(int start) {
    return Optional.ofNullable(at.floorEntry(start)).map(Map.Entry::getValue);
  }

  private boolean refused(int said) {
    return all.get(said).turns() && REFUSES.matcher(words(all.get(said))).find();
  }

  private Optional<Integer> near(int own) {
    boolean isShort = all.size() <= SHORT;
    int from = isShort ? 0 : Math.max(0, own - BEFORE);
    int to = isShort ? all.size() : Math.min(all.size(), own + BEHIND + 1);
    return IntStream.concat(
            all.get(own).over().stream().mapToInt(over -> over), IntStream.range(from, to))
        .filter(said -> all.get(said).turns())
        .filter(said -> said == own || isShort || all.get(own).aside() || !all.get(said).aside())
        .boxed()
        .findFirst();
  }
}
