package org.prytany.governance.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.Reading;
import org.prytany.reading.markdown.Block;
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

  private static final String IN_OTHER_WORDS = "the text says it in other words";
  private static final Pattern BREAKS = Pattern.compile("\\R");

  /** So many places are tried for a sentence that may be shown in the stead of another. */
  private static final int REPLACEMENTS = 3;

  /** What numbers a heading: "[4.4.2] [Social]", "MIP13c3-SP9:". */
  private static final Pattern LABEL =
      Pattern.compile("(?:\\[[^\\]]*+\\]\\s*+|(?=[\\p{L}.-]*+\\d)[\\p{L}\\d.-]++\\s?:\\s*+)++");

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
        Matcher label = LABEL.matcher(said);
        int from = unit.block().kind() == Block.Kind.HEADING && label.lookingAt() ? label.end() : 0;
        List<Token> words = TOKENS.of(said).stream().filter(one -> one.start() >= from).toList();
        all.add(new Evidence(List.of(unit), said, words, heading, false));
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
    return Nearest.of(tokens, all).stream()
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
    Optional<Quotation> quotation = Quotation.of(plain, tokens, all);
    if (quotation.isPresent()) {
      List<Evidence> pieces = quotation.get().pieces();
      Optional<String> why = quotation.get().unfit(frame).or(() -> unfit(pieces));
      return proof(why, "the text says it so", pieces);
    }
    Optional<String> leaning = Dangling.of(plain.substring(frame.length()).strip());
    List<Token> rest = tokens.stream().filter(token -> token.start() >= frame.length()).toList();
    Weighed whole = weighed(rest, frame.kind());
    if (whole.why().isEmpty() || leaning.isPresent()) {
      return proof(leaning.or(whole::why), IN_OTHER_WORDS, whole.evidence());
    }
    List<Evidence> places = places(Parts.of(plain, rest), frame.kind());
    return places.isEmpty()
        ? proof(whole.why(), "", whole.evidence())
        : proof(Optional.empty(), IN_OTHER_WORDS, places);
  }

  /** A place for each part of a sentence; none if some part has none. */
  private List<Evidence> places(List<List<Token>> parts, Frame.Kind frame) {
    List<Evidence> places = new ArrayList<>();
    for (List<Token> part : parts) {
      Weighed weighed = weighed(part, frame);
      if (parts.size() == 1 || weighed.why().isPresent()) {
        return List.of();
      }
      places.addAll(weighed.evidence());
    }
    return places;
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
    for (Evidence evidence : Nearest.of(words, all)) {
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
        .or(() -> evidence.stream().flatMap(one -> elsewhere(one).stream()).findFirst());
  }

  private static Optional<String> elsewhere(Evidence one) {
    boolean doubts =
        one.tokens().stream().anyMatch(t -> t.kind() == Token.Kind.MODAL || t.key().equals("risk"));
    return under("rejected-heading", one)
        .or(() -> doubts ? Optional.empty() : under("risk-heading", one));
  }

  private static Optional<String> background(Evidence evidence, Frame.Kind frame) {
    return frame == Frame.Kind.PLAN ? under("background-heading", evidence) : Optional.empty();
  }

  private static Optional<String> under(String kind, Evidence evidence) {
    return WORDS.patterns(kind).stream().anyMatch(p -> p.matcher(evidence.heading()).find())
        ? Optional.of("the text has it under \"" + evidence.heading() + "\"")
        : Optional.empty();
  }
}
