package org.prytany.governance.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.modality.Leaning;

/**
 * A sentence that is whole pieces of the text, in its order. It may still not stand alone.
 *
 * @param sentence as it is to be shown
 * @param tokens its words
 * @param pieces what it is made of
 */
record Quotation(String sentence, List<Token> tokens, List<Evidence> pieces) {

  /** It passes over no more pieces than this. */
  private static final int LONGEST_GAP = 200;

  /** With fewer words, and no mark at its end, it is a label. */
  private static final int LEAST_WORDS = 6;

  private static final Set<Leaning> UNFIT_ALONE =
      Set.of(
          Leaning.QUESTION,
          Leaning.ANNOUNCEMENT,
          Leaning.CODE,
          Leaning.TEMPLATE,
          Leaning.GREETING,
          Leaning.LEGAL,
          Leaning.EXAMPLE,
          Leaning.POINTER,
          Leaning.FRAGMENT,
          Leaning.REJECTED);
  private static final Pattern MARK = Pattern.compile("[^.;:,!?|\\n–—]*+[.;:,!?|\\n–—][\\s\\S]*+");
  private static final Pattern LABELLED = Pattern.compile("\\p{Lu}[\\p{L} ]{1,40}+:[\\s\\S]*+");

  /** "450% and above" points to no place of the page. */
  private static final Pattern BOUND =
      Pattern.compile("\\d\\S*+ (?:and|or) (?:above|below)", Pattern.CASE_INSENSITIVE);

  /** The first pieces that are all of a sentence. */
  static Optional<Quotation> of(String sentence, List<Token> tokens, List<Evidence> all) {
    for (int begin = 0; begin < all.size(); begin++) {
      List<Evidence> used = new ArrayList<>();
      Optional<Block> announced = Optional.empty();
      int at = 0;
      for (int unit = begin; unit < all.size() && at < tokens.size(); unit++) {
        if (unit - begin > LONGEST_GAP) {
          break;
        }
        Evidence piece = all.get(unit);
        if (startsWith(tokens, at, piece) && (!isItem(piece) || isOf(announced, piece))) {
          used.add(piece);
          at += piece.tokens().size();
          if (announces(piece)) {
            announced = unit + 1 < all.size() ? item(all.get(unit + 1)) : Optional.empty();
          } else if (!isItem(piece)) {
            announced = Optional.empty();
          }
        } else if (used.isEmpty() || announces(used.getLast()) && !isItem(piece)) {
          break;
        }
      }
      if (at == tokens.size()) {
        return Optional.of(new Quotation(sentence, tokens, used));
      }
    }
    return Optional.empty();
  }

  private static boolean announces(Evidence piece) {
    return piece.text().strip().endsWith(":");
  }

  private static boolean isItem(Evidence piece) {
    return item(piece).isPresent();
  }

  private static Optional<Block> item(Evidence piece) {
    return Optional.of(piece.units().getFirst().block())
        .filter(block -> block.kind() == Block.Kind.LIST_ITEM);
  }

  /** Whether an item is one of the list that a line announced, and of none within it. */
  private static boolean isOf(Optional<Block> announced, Evidence item) {
    Block block = item.units().getFirst().block();
    return announced.isEmpty() || areOfOneList(announced.get(), block);
  }

  private static boolean areOfOneList(Block one, Block other) {
    return one.container() >= 0
        && one.container() == other.container()
        && one.level() == other.level();
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

  /** Why its reader would take away something else than a reader of the text. */
  Optional<String> unfit(Frame frame) {
    if (runsOn()) {
      return Optional.of("it runs pieces of the text together");
    }
    // What is quoted has to stand alone, and "it" does not.
    boolean whole = frame.kind() == Frame.Kind.SUBJECT || tokens.getFirst().word().equals("it");
    return Dangling.of(sentence.substring(whole ? 0 : frame.length()).strip())
        .or(this::tooShort)
        .or(this::open)
        .or(this::cannotStandAlone);
  }

  private Optional<String> tooShort() {
    return tokens.size() < LEAST_WORDS && !isWhole()
        ? Optional.of("it is no whole sentence")
        : Optional.empty();
  }

  private boolean isWhole() {
    return sentence.endsWith(".") && tokens.size() > 2 || pieces.size() > 1;
  }

  private Optional<String> open() {
    return pieces.stream()
        .filter(Evidence::isOpenEnded)
        .findFirst()
        .map(one -> "it breaks off behind \"" + one.tokens().getLast().word() + "\"");
  }

  /** What a reader of the sentence alone would take it for something else. */
  private Optional<String> cannotStandAlone() {
    Leaning leaning = Leaning.of(Leaning.withoutConnective(sentence));
    boolean other =
        leaning == Leaning.FRAGMENT && isWhole()
            || leaning == Leaning.POINTER && BOUND.matcher(sentence).find();
    return UNFIT_ALONE.contains(leaning) && !other
        ? Optional.of("it cannot stand alone (" + leaning.name().toLowerCase(Locale.ROOT) + ")")
        : Optional.empty();
  }

  /**
   * Whether pieces follow each other without a mark, and without a line that announces a list, or
   * labels that begin both of them in one list or paragraph.
   */
  private boolean runsOn() {
    int at = 0;
    for (int i = 0; i + 1 < pieces.size(); i++) {
      at += pieces.get(i).tokens().size();
      String between = sentence.substring(tokens.get(at - 1).end(), tokens.get(at).start());
      if (!areLabelled(pieces.get(i), pieces.get(i + 1))
          && !announces(pieces.get(i))
          && !MARK.matcher(between).matches()) {
        return true;
      }
    }
    return false;
  }

  private static boolean areLabelled(Evidence one, Evidence next) {
    Block block = one.units().getFirst().block();
    Block behind = next.units().getFirst().block();
    return LABELLED.matcher(one.text().strip()).matches()
        && LABELLED.matcher(next.text().strip()).matches()
        && (block.equals(behind) || areOfOneList(block, behind));
  }
}
