package org.prytany.governance.proof;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.prytany.reading.Reading;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.sentence.Unit;

/** A text that was read once, against which any number of sentences is weighed. */
public final class TextEvidence {

  /** Sentences with more words than this are not looked at. */
  private static final int MOST_TOKENS = 300;

  /**
   * Nor are longer ones, in UTF-16 units: patterns may look at a sentence once for each of them.
   */
  private static final int LONGEST = 5_000;

  /** Evidence with more words is data, and no sentence. */
  private static final int LONGEST_EVIDENCE = 600;

  private static final int CANDIDATES = 8;

  /** Sentences or items that stand beside each other may bear out one together, so many at most. */
  private static final int MOST_JOINED = 2;

  /** A quotation passes over no more pieces than this. */
  private static final int LONGEST_GAP = 200;

  private static final String IN_OTHER_WORDS = "the text says it in other words";
  private static final Tokens TOKENS = new Tokens();
  private static final ProofWords WORDS = ProofWords.shipped();

  private final List<Evidence> all = new ArrayList<>();

  /**
   * Reads a text.
   *
   * @param text the proposal's Markdown, as readers are shown it
   */
  public TextEvidence(String text) {
    NavigableMap<Integer, String> headings = new TreeMap<>();
    String heading = "";
    for (Unit unit : Reading.units(text)) {
      String said = unit.text();
      if (unit.block().kind() == Block.Kind.HEADING) {
        headings.tailMap(unit.block().level(), true).clear();
        // The proposal's own name is over all of it, and says nothing of a section.
        if (!all.isEmpty() || unit.block().level() > 1) {
          headings.put(unit.block().level(), said.strip());
        }
        heading = String.join(" / ", headings.values());
      }
      if (!said.isBlank()) {
        all.add(new Evidence(List.of(unit), said, TOKENS.of(said), heading));
      }
    }
  }

  /** Whether a sentence may be shown. Any text is valid. */
  public SentenceProof proof(String sentence) {
    String plain = sentence.strip();
    List<Token> tokens = plain.length() > LONGEST ? List.of() : TOKENS.of(plain);
    if (tokens.isEmpty() || tokens.size() > MOST_TOKENS) {
      return new SentenceProof(false, "it has no words, or too many", List.of());
    }
    Frame frame = Frame.of(plain);
    Optional<String> leaning = Leaning.of(plain.substring(frame.length()).strip());
    List<Evidence> verbatim = verbatim(tokens);
    if (!verbatim.isEmpty()) {
      Optional<String> why = leaning.or(() -> unfit(verbatim)).or(() -> open(verbatim));
      return proof(why, "the text says it so", verbatim);
    }
    List<Token> rest = tokens.stream().filter(token -> token.start() >= frame.length()).toList();
    Weighed whole = weighed(rest, frame.kind());
    if (whole.why().isEmpty() || leaning.isPresent()) {
      return proof(leaning.or(whole::why), IN_OTHER_WORDS, whole.evidence());
    }
    List<List<Token>> parts = Parts.of(plain, rest);
    List<Evidence> used = new ArrayList<>();
    for (List<Token> part : parts) {
      Weighed weighed = weighed(part, frame.kind());
      if (parts.size() == 1 || weighed.why().isPresent()) {
        return proof(whole.why(), "", whole.evidence());
      }
      used.addAll(weighed.evidence());
    }
    return proof(Optional.empty(), IN_OTHER_WORDS, used);
  }

  private static SentenceProof proof(Optional<String> why, String good, List<Evidence> evidence) {
    return new SentenceProof(
        why.isEmpty(),
        why.orElse(good),
        evidence.stream().flatMap(one -> one.spans().stream()).distinct().toList());
  }

  private record Weighed(Optional<String> why, List<Evidence> evidence) {}

  /** The first evidence that bears words out, or the nearest with its difference. */
  private Weighed weighed(List<Token> words, Frame.Kind frame) {
    Weighed nearest = new Weighed(Optional.of("nothing in the text says this"), List.of());
    for (Evidence evidence : candidates(words)) {
      Optional<String> difference =
          new Comparison(words, evidence, frame)
              .difference()
              .or(() -> unfit(List.of(evidence)))
              .or(() -> background(evidence, frame));
      if (difference.isEmpty()) {
        return new Weighed(difference, List.of(evidence));
      }
      nearest = nearest.evidence().isEmpty() ? new Weighed(difference, List.of(evidence)) : nearest;
    }
    return nearest;
  }

  private static Optional<String> unfit(List<Evidence> evidence) {
    return evidence.stream().flatMap(one -> under("rejected-heading", one).stream()).findFirst();
  }

  private static Optional<String> background(Evidence evidence, Frame.Kind frame) {
    return frame == Frame.Kind.PLAN ? under("background-heading", evidence) : Optional.empty();
  }

  private static Optional<String> under(String kind, Evidence evidence) {
    return WORDS.patterns(kind).stream().anyMatch(p -> p.matcher(evidence.heading()).find())
        ? Optional.of("the text has it under \"" + evidence.heading() + "\"")
        : Optional.empty();
  }

  private static Optional<String> open(List<Evidence> evidence) {
    return evidence.stream()
        .filter(Evidence::isOpenEnded)
        .findFirst()
        .map(one -> "it breaks off behind \"" + one.tokens().getLast().word() + "\"");
  }

  /** Whole pieces of the text, in its order, that are all of the sentence. */
  private List<Evidence> verbatim(List<Token> tokens) {
    for (int begin = 0; begin < all.size(); begin++) {
      List<Evidence> used = new ArrayList<>();
      int at = 0;
      for (int unit = begin; unit < all.size() && at < tokens.size(); unit++) {
        if (unit - begin > LONGEST_GAP) {
          break;
        }
        if (startsWith(tokens, at, all.get(unit))) {
          used.add(all.get(unit));
          at += all.get(unit).tokens().size();
        } else if (used.isEmpty()) {
          break;
        }
      }
      if (at == tokens.size()) {
        return used;
      }
    }
    return List.of();
  }

  private static boolean startsWith(List<Token> tokens, int at, Evidence evidence) {
    List<Token> wanted = evidence.tokens();
    if (wanted.isEmpty() || at + wanted.size() > tokens.size()) {
      return false;
    }
    for (int i = 0; i < wanted.size(); i++) {
      Token token = tokens.get(at + i);
      if (!wanted.get(i).word().equals(token.word()) || !wanted.get(i).key().equals(token.key())) {
        return false;
      }
    }
    return true;
  }

  private List<Evidence> candidates(List<Token> words) {
    Set<String> keys = new HashSet<>();
    words.stream().filter(Token::hasContent).forEach(token -> keys.add(token.key()));
    record Ranked(int unit, long shared) {}
    List<Ranked> ranked = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      List<Token> tokens = all.get(i).tokens();
      long shared =
          tokens.size() > LONGEST_EVIDENCE
              ? 0
              : tokens.stream().map(Token::key).distinct().filter(keys::contains).count();
      if (shared > 0) {
        ranked.add(new Ranked(i, shared));
      }
    }
    ranked.sort(Comparator.comparingLong(Ranked::shared).reversed());
    List<Ranked> best = ranked.stream().limit(CANDIDATES).toList();
    List<Evidence> found = new ArrayList<>();
    best.forEach(one -> found.add(all.get(one.unit())));
    for (Ranked one : best) {
      for (int length = 2; length <= MOST_JOINED; length++) {
        for (int from = one.unit() - length + 1; from <= one.unit(); from++) {
          int to = from + length;
          if (from >= 0 && to <= all.size() && isOneSection(from, to)) {
            found.add(Evidence.joined(all.subList(from, to)));
          }
        }
      }
    }
    return found;
  }

  private boolean isOneSection(int from, int to) {
    int section = all.get(from).units().getFirst().section();
    int words = 0;
    for (Evidence one : all.subList(from, to)) {
      words += one.tokens().size();
      Unit unit = one.units().getFirst();
      if (unit.section() != section || unit.block().kind() == Block.Kind.HEADING) {
        return false;
      }
    }
    return words <= LONGEST_EVIDENCE;
  }
}
