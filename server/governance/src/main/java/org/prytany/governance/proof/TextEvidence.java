package org.prytany.governance.proof;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.prytany.reading.Reading;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.modality.Leaning;
import org.prytany.reading.sentence.Unit;
import org.prytany.spi.Span;

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
  private static final Pattern BREAKS = Pattern.compile("\\R");

  /** So many places are tried for a sentence that may be shown in the stead of another. */
  private static final int REPLACEMENTS = 3;

  private static final Set<Leaning> UNFIT_ALONE =
      Set.of(
          Leaning.QUESTION,
          Leaning.ANNOUNCEMENT,
          Leaning.CODE,
          Leaning.TEMPLATE,
          Leaning.GREETING,
          Leaning.LEGAL,
          Leaning.EXAMPLE,
          Leaning.REJECTED);
  private static final Pattern MARK = Pattern.compile("[^.;:,!?|\\n–—]*[.;:,!?|\\n–—][\\s\\S]*");
  private static final Tokens TOKENS = new Tokens();
  private static final ProofWords WORDS = ProofWords.shipped();

  private final List<Evidence> all = new ArrayList<>();
  private final Abbreviations abbreviations = new Abbreviations();
  private final Map<Unit, TableRow> rows = new IdentityHashMap<>();
  private final Map<Unit, String> unfit = new IdentityHashMap<>();
  private final Map<Unit, Integer> effectOf = new IdentityHashMap<>();
  private final int bodyStart;

  /**
   * Reads a text.
   *
   * @param text the proposal's Markdown, as readers are shown it
   */
  public TextEvidence(String text) {
    this(text, 0, List.of());
  }

  /**
   * Reads a text and lines on what its calls do.
   *
   * @param title the proposal's title, one line
   * @param body its Markdown, as readers are shown it; places are counted in it
   * @param effects plain sentences on its calls that may bear a sentence out too
   */
  public TextEvidence(String title, String body, List<String> effects) {
    this(titled(title) + body, titled(title).length(), effects);
  }

  private TextEvidence(String text, int bodyStart, List<String> effects) {
    this.bodyStart = bodyStart;
    read(text);
    for (int line = 0; line < effects.size(); line++) {
      for (Unit unit : Reading.units(effects.get(line))) {
        effectOf.put(unit, line);
        all.add(
            new Evidence(
                List.of(unit), unit.text(), abbreviations.in(TOKENS.of(unit.text())), "", true));
      }
    }
  }

  private static String titled(String title) {
    return title.isBlank() ? "" : "# " + BREAKS.matcher(title.strip()).replaceAll(" ") + "\n\n";
  }

  private void read(String text) {
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
        all.add(new Evidence(List.of(unit), said, TOKENS.of(said), heading, false));
      }
    }
    all.forEach(piece -> abbreviations.read(piece.text()));
    all.replaceAll(piece -> piece.with(abbreviations.in(piece.tokens())));
    Map<Integer, Block> heads = new HashMap<>();
    for (Evidence piece : all) {
      Unit unit = piece.units().getFirst();
      Block block = unit.block();
      if (block.headerRow()) {
        heads.put(block.container(), block);
      } else if (heads.containsKey(block.container()) && block.kind() == Block.Kind.TABLE_ROW) {
        TableRow.of(heads.get(block.container()), block, TOKENS)
            .ifPresent(row -> rows.put(unit, row));
      }
    }
    HiddenText hidden = new HiddenText(text);
    Optional<Evidence> over = Optional.empty();
    for (int i = 0; i < all.size(); i++) {
      Evidence piece = all.get(i);
      Unit unit = piece.units().getFirst();
      Optional<Evidence> behind =
          i + 1 < all.size() ? Optional.of(all.get(i + 1)) : Optional.empty();
      Surroundings.unfit(piece, over, behind, hidden).ifPresent(why -> unfit.put(unit, why));
      boolean item =
          unit.block().kind() == Block.Kind.LIST_ITEM
              || unit.block().kind() == Block.Kind.TABLE_ROW;
      boolean announces = piece.text().strip().endsWith(":");
      over = item && !announces && over.isPresent() ? over : Optional.of(piece);
    }
  }

  /** Whether a sentence may be shown. Any text is valid. */
  public SentenceProof proof(String sentence) {
    SentenceProof proof = weighed(sentence);
    return proof.shown() ? proof : proof.insteadShown(replacement(sentence));
  }

  /** The nearest sentence of the text that may be shown as it stands. */
  private String replacement(String sentence) {
    List<Token> tokens = tokens(sentence.strip());
    if (tokens.size() > MOST_TOKENS) {
      return "";
    }
    return candidates(tokens).stream()
        .filter(one -> one.units().size() == 1 && isSentence(one))
        .limit(REPLACEMENTS)
        .map(one -> one.text().strip())
        .filter(text -> weighed(text).shown())
        .findFirst()
        .orElse("");
  }

  private static boolean isSentence(Evidence one) {
    Block.Kind kind = one.units().getFirst().block().kind();
    return (kind == Block.Kind.PARAGRAPH || kind == Block.Kind.LIST_ITEM)
        && one.text().strip().endsWith(".");
  }

  private List<Token> tokens(String plain) {
    return plain.length() > LONGEST ? List.of() : abbreviations.in(TOKENS.of(plain));
  }

  private SentenceProof weighed(String sentence) {
    String plain = sentence.strip();
    List<Token> tokens = tokens(plain);
    if (tokens.isEmpty() || tokens.size() > MOST_TOKENS) {
      return new SentenceProof(false, "it has no words, or too many", List.of(), List.of(), "");
    }
    Frame frame = Frame.of(plain);
    Optional<String> leaning = Dangling.of(plain.substring(frame.length()).strip());
    List<Evidence> verbatim = verbatim(tokens);
    if (runsOn(plain, tokens, verbatim)) {
      return proof(Optional.of("it runs pieces of the text together"), "", verbatim);
    }
    if (!verbatim.isEmpty()) {
      // What is quoted has to stand alone, and "it" does not.
      Optional<String> why =
          (frame.kind() == Frame.Kind.SUBJECT ? Dangling.of(plain) : leaning)
              .or(() -> unfit(verbatim))
              .or(() -> open(verbatim))
              .or(() -> cannotStandAlone(plain));
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

  private SentenceProof proof(Optional<String> why, String good, List<Evidence> evidence) {
    List<Span> spans = new ArrayList<>();
    List<Integer> lines = new ArrayList<>();
    for (Evidence one : evidence) {
      for (int i = 0; i < one.units().size(); i++) {
        Integer line = effectOf.get(one.units().get(i));
        Span span = one.spans().get(i);
        if (line != null) {
          lines.add(line);
        } else if (span.start() >= bodyStart) {
          spans.add(new Span(span.start() - bodyStart, span.end() - bodyStart));
        }
      }
    }
    return new SentenceProof(
        why.isEmpty(),
        why.orElse(good),
        spans.stream().distinct().toList(),
        lines.stream().distinct().toList(),
        "");
  }

  private record Weighed(Optional<String> why, List<Evidence> evidence) {}

  /** The first evidence that bears words out, or the nearest with its difference. */
  private Weighed weighed(List<Token> words, Frame.Kind frame) {
    Weighed nearest = new Weighed(Optional.of("nothing in the text says this"), List.of());
    for (Evidence evidence : candidates(words)) {
      Optional<String> difference =
          difference(words, evidence, frame)
              .or(() -> unfit(List.of(evidence)))
              .or(() -> background(evidence, frame));
      if (difference.isEmpty()) {
        return new Weighed(difference, List.of(evidence));
      }
      nearest = nearest.evidence().isEmpty() ? new Weighed(difference, List.of(evidence)) : nearest;
    }
    return nearest;
  }

  private Optional<String> difference(List<Token> words, Evidence evidence, Frame.Kind frame) {
    TableRow row = rows.get(evidence.units().getFirst());
    if (row != null && evidence.units().size() == 1 && row.bearsOut(words)) {
      return Optional.empty();
    }
    return evidence.isOneClause() && Act.same(words, frame, evidence.tokens())
        ? Optional.empty()
        : new Comparison(words, evidence, frame).difference();
  }

  private Optional<String> unfit(List<Evidence> evidence) {
    return evidence.stream()
        .flatMap(one -> one.units().stream())
        .flatMap(unit -> Optional.ofNullable(unfit.get(unit)).stream())
        .findFirst()
        .or(
            () ->
                evidence.stream()
                    .flatMap(one -> under("rejected-heading", one).stream())
                    .findFirst());
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

  /** What a reader of the sentence alone would take it for something else. */
  private static Optional<String> cannotStandAlone(String sentence) {
    Leaning leaning = Leaning.of(Leaning.withoutConnective(sentence));
    return UNFIT_ALONE.contains(leaning)
        ? Optional.of("it cannot stand alone (" + leaning.name().toLowerCase(Locale.ROOT) + ")")
        : Optional.empty();
  }

  /** Whether pieces that stand apart in the text follow each other without a mark. */
  private static boolean runsOn(String plain, List<Token> tokens, List<Evidence> pieces) {
    int at = 0;
    for (int i = 0; i + 1 < pieces.size(); i++) {
      at += pieces.get(i).tokens().size();
      String between = plain.substring(tokens.get(at - 1).end(), tokens.get(at).start());
      if (MARK.matcher(between).matches()) {
        continue;
      }
      return true;
    }
    return false;
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
      if (unit.section() != section
          || effectOf.containsKey(unit)
          || unit.block().kind() == Block.Kind.HEADING) {
        return false;
      }
    }
    return words <= LONGEST_EVIDENCE;
  }
}
