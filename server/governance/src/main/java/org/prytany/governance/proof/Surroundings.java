package org.prytany.governance.proof;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.sentence.Unit;

/**
 * Whether what stands around a piece of a text takes back what it says: the heading over it, the
 * line that announces it, the sentence before it and the one behind it.
 */
final class Surroundings {

  /** So many words at the end of a line govern what it announces. */
  private static final int LAST = 2;

  /** So many at the beginning of a sentence point back; and a sentence so short only adds. */
  private static final int FIRST = 8;

  private static final Set<String> MUST = Set.of("must", "should");
  private static final ProofWords WORDS = ProofWords.shipped();

  private Surroundings() {}

  /** Why a piece is no statement of the text; empty if it is one. */
  static Optional<String> unfit(
      Evidence piece, Optional<Evidence> before, Optional<Evidence> behind, HiddenText hidden) {
    Unit unit = piece.units().getFirst();
    if (piece.text().strip().endsWith("?")) {
      return Optional.of("the text asks it");
    }
    if (unit.block().quoted() || isInQuotes(piece)) {
      return Optional.of("the text quotes it");
    }
    if (piece.spans().stream().anyMatch(hidden::touches)) {
      return Optional.of("the text strikes it out or hides it");
    }
    if (unit.block().kind() == Block.Kind.CODE
        && piece.text().matches("\\s*(?://|#|/?\\*)[\\s\\S]*")) {
      return Optional.of("it is a remark in code");
    }
    return before
        .filter(one -> announces(one, unit))
        .flatMap(Surroundings::takesBack)
        .or(() -> behind.filter(Surroundings::pointsBack).flatMap(Surroundings::denies))
        .or(() -> behind.filter(one -> goesOn(piece, one)).flatMap(Surroundings::takenBack));
  }

  /** Whether a whole statement stands in quotation marks. */
  private static boolean isInQuotes(Evidence piece) {
    return piece.text().strip().matches("[\"“«][^\"”»]*[\"”»][\\s\\S]*");
  }

  private static boolean announces(Evidence before, Unit unit) {
    String said = before.text().strip();
    boolean open = !said.isEmpty() && ".!?".indexOf(said.charAt(said.length() - 1)) < 0;
    Block.Kind kind = before.units().getFirst().block().kind();
    return said.endsWith(":")
        || open && kind == Block.Kind.PARAGRAPH && unit.block().kind() == Block.Kind.LIST_ITEM
        || before.tokens().stream().anyMatch(token -> WORDS.is("ahead", token.word()))
            && !before.units().getFirst().equals(unit);
  }

  private static Optional<String> takesBack(Evidence over) {
    List<Token> tokens = over.tokens();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      // "The council may:" makes all of it a may; "can be seen in the following:" does not.
      boolean governs = i + LAST >= tokens.size() || i == 0;
      if (token.kind() == Token.Kind.NEGATION
          || token.kind() == Token.Kind.MODAL && governs && !MUST.contains(token.key())
          || token.key().equals("past") && !token.word().equals("been")
          || token.key().equals("rejected")
          || token.word().equals("future")
          || i > 0 && token.word().endsWith("ed") && isSomebody(tokens.get(i - 1))
          || WORDS.is("said", token.word())
          || WORDS.is("denial", token.word())) {
        return Optional.of("the line over it says \"" + token.word() + "\"");
      }
    }
    return Optional.empty();
  }

  /** "What we ruled out:" tells what somebody did. */
  private static boolean isSomebody(Token token) {
    return WORDS.is("actor", token.word()) || token.kind() == Token.Kind.NAME;
  }

  /** "This is wrong", and not "this proposal". */
  private static boolean pointsBack(Evidence behind) {
    List<Token> tokens = behind.tokens();
    if (tokens.size() < 2) {
      return !tokens.isEmpty();
    }
    boolean pronoun = WORDS.is("pronoun", tokens.get(0).word()) && !tokens.get(1).hasContent();
    return pronoun
        || tokens.stream().limit(FIRST).anyMatch(token -> WORDS.is("back", token.word()));
  }

  /** Whether a short sentence behind a piece, in the same paragraph, speaks of the same. */
  private static boolean goesOn(Evidence piece, Evidence behind) {
    return behind.tokens().size() <= FIRST
        && piece.units().getFirst().block().equals(behind.units().getFirst().block())
        && behind.tokens().stream()
            .filter(Token::hasContent)
            .anyMatch(one -> piece.tokens().stream().anyMatch(t -> t.key().equals(one.key())));
  }

  private static Optional<String> takenBack(Evidence behind) {
    return behind.tokens().stream()
        .filter(token -> token.kind() != Token.Kind.NEGATION)
        .filter(token -> token.key().equals("=reject") || WORDS.is("denial", token.word()))
        .findFirst()
        .map(token -> "the sentence behind it says \"" + token.word() + "\"");
  }

  private static Optional<String> denies(Evidence behind) {
    return behind.tokens().stream()
        .filter(
            token ->
                token.key().equals("condition")
                    || token.key().equals("past")
                    || token.word().equals("only")
                    || token.kind() != Token.Kind.NEGATION && WORDS.is("denial", token.word()))
        .findFirst()
        .map(token -> "the sentence behind it says \"" + token.word() + "\" of it");
  }
}
