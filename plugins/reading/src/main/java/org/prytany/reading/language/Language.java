package org.prytany.reading.language;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.sentence.Unit;

/**
 * Tells English from other languages by the script of the letters and by the small words that no
 * prose does without. Numbers, addresses, symbols of tokens and code belong to no language. In
 * doubt a text is English: then claims are read, and what they miss stays red.
 */
public final class Language {

  /** A text in Latin letters with fewer words is too short to tell by shares alone. */
  static final int LEAST_WORDS = 20;

  /** So many small words of other languages tell a short text that has none of English. */
  private static final int FEW_FOREIGN = 2;

  private static final double SHORT_FOREIGN = 0.2;

  /** Above this share of words in other scripts, less than a quarter is left for English. */
  private static final double OTHER_SCRIPT = 0.75;

  /** English prose has about 0.3 of {@link #ENGLISH}; this is a quarter of that. */
  private static final double LEAST_ENGLISH = 0.075;

  private static final double LEAST_FOREIGN = 0.1;

  /** No words of a known language, but letters with marks in every eighth word. */
  private static final double LEAST_MARKED = 0.125;

  private static final double NO_ENGLISH = 0.02;

  /** A sentence of this many letters in a script without blanks has about half as many words. */
  private static final int DENSE_LETTERS_PER_WORD = 2;

  /** So many words in small letters have one that every English text has, if they are English. */
  private static final int LEAST_SMALL = 5;

  /** So many have where they are a sentence. */
  private static final int LEAST_OF_SENTENCE = 3;

  /** Ends of words that, beside English, only languages with known small words have. */
  private static final Pattern ENGLISH_END =
      Pattern.compile("(?:tions?|sions?|ity|ities|ness|ments?|ally|ively|ously|ized|izing)\\z");

  /** Addresses of pages, names in code, paths. */
  private static final Pattern OF_MACHINES =
      Pattern.compile("[^\\s/_.`(=@#<>]*+[/_.`(=@#<>](?=[^\\s.*_)])\\S*+");

  private static final Pattern FIGURES = Pattern.compile("[0-9]++");

  /** Half of a block's words in other scripts leave its English without them unclear. */
  private static final double OTHER_SCRIPT_OF_BLOCK = 0.5;

  private static final Set<String> ENGLISH_OF_MONEY =
      Cues.words(Language.class, "english-of-money");
  private static final Set<String> BORROWED = Cues.words(Language.class, "borrowed");
  private static final Set<String> ENGLISH = Cues.words(Language.class, "english");
  private static final Set<String> ENGLISH_TOO = Cues.words(Language.class, "english-too");
  private static final Set<String> FOREIGN = Cues.words(Language.class, "foreign");

  private Language() {}

  /** Whether less than about a quarter of what the text says in prose is English. */
  public static boolean isForeign(List<Unit> units) {
    Count prose = new Count();
    for (Unit unit : units) {
      Block.Kind kind = unit.block().kind();
      if (kind == Block.Kind.PARAGRAPH || kind == Block.Kind.LIST_ITEM) {
        prose.add(unit.text());
      }
    }
    if (prose.all() == 0) {
      for (Unit unit : units) {
        if (unit.block().kind() != Block.Kind.CODE) {
          prose.add(unit.text());
        }
      }
    }
    return prose.isForeign();
  }

  /**
   * The blocks of prose of a text that are in another language, by their numbers: what a text says
   * in one language does not tell what it says in another. The rows of a table are judged together.
   */
  public static Set<Integer> foreignBlocks(List<Unit> units) {
    Map<Integer, Count> counts = new HashMap<>();
    Map<Integer, Set<Integer>> blocks = new HashMap<>();
    for (Unit unit : units) {
      Block.Kind kind = unit.block().kind();
      if (kind == Block.Kind.CODE || kind == Block.Kind.HEADING) {
        continue;
      }
      int group = kind == Block.Kind.TABLE_ROW ? -1 - unit.block().container() : unit.blockIndex();
      counts.computeIfAbsent(group, g -> new Count()).add(unit.text());
      blocks.computeIfAbsent(group, g -> new HashSet<>()).add(unit.blockIndex());
    }
    Set<Integer> foreign = new HashSet<>();
    counts.forEach(
        (group, count) -> {
          if (count.isForeignBlock()) {
            foreign.addAll(blocks.getOrDefault(group, Set.of()));
          }
        });
    return foreign;
  }

  /** Whether a sentence of prose is in another language by itself, whatever stands around it. */
  public static boolean isForeignSentence(Unit unit) {
    Count count = new Count();
    if (unit.block().kind() == Block.Kind.PARAGRAPH) {
      count.add(unit.text());
    }
    return count.isForeignBlock();
  }

  /**
   * Whether a sentence or an item has so many words that one of them would be a common English one,
   * and none is: it is in a language of which nothing is known here, or very short of such words.
   * So many stand together: names with a figure each are no sentence.
   */
  public static boolean hasNoEnglish(Unit unit) {
    if (unit.block().kind() != Block.Kind.PARAGRAPH
        && unit.block().kind() != Block.Kind.LIST_ITEM) {
      return false;
    }
    String prose = OF_MACHINES.matcher(unit.text()).replaceAll(" ");
    int least = unit.text().stripTrailing().endsWith(".") ? LEAST_OF_SENTENCE : LEAST_SMALL;
    return hasNoEnglish(prose, least)
        && FIGURES.splitAsStream(prose).anyMatch(part -> hasNoEnglish(part, least));
  }

  private static boolean hasNoEnglish(String prose, int least) {
    Count count = new Count();
    count.add(prose);
    return count.hasNoEnglish(least);
  }

  /** Words of each sort. */
  private static final class Count {
    private int latin;
    private int english;
    private int foreign;
    private int englishToo;
    private int small;
    private int marked;
    private int otherScript;
    private final Set<String> tellsOther = new HashSet<>();
    private int money;
    private int dense;

    int all() {
      return latin + others();
    }

    private int others() {
      return otherScript + dense / DENSE_LETTERS_PER_WORD;
    }

    boolean isForeign() {
      int all = all();
      if (others() > OTHER_SCRIPT * all) {
        return true;
      }
      if (all < LEAST_WORDS) {
        return english == 0 && foreign >= FEW_FOREIGN && foreign >= SHORT_FOREIGN * all;
      }
      return english < LEAST_ENGLISH * all
          && (foreign + others() >= LEAST_FOREIGN * all
              || (english <= NO_ENGLISH * all && marked + others() >= LEAST_MARKED * all));
    }

    /** A block is short, and says in another language what the rest of a text does not. */
    boolean isForeignBlock() {
      int all = all();
      if (all >= LEAST_WORDS) {
        return isForeign() && others() + tellsOther.size() > FEW_FOREIGN;
      }
      return others() > 1 && others() >= OTHER_SCRIPT_OF_BLOCK * all
          || english == 0
              && money == 0
              && tellsOther.size() >= FEW_FOREIGN
              && tellsOther.size() >= SHORT_FOREIGN * all;
    }

    /** Names begin with a capital, and are in no language. */
    boolean hasNoEnglish(int least) {
      return small >= least && english + money + englishToo == 0;
    }

    /** Takes the words of a text: runs of letters and digits, with the marks inside them. */
    void add(String text) {
      int start = -1;
      for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
        int c = text.codePointAt(i);
        boolean alone = isDense(c);
        boolean inside = !alone && (Character.isLetterOrDigit(c) || isMark(c));
        if (!inside && start >= 0) {
          word(text.substring(start, i));
          start = -1;
        }
        if (alone) {
          dense++;
        } else if (inside && start < 0) {
          start = i;
        }
      }
      if (start >= 0) {
        word(text.substring(start));
      }
    }

    private void word(String word) {
      int first = word.codePointAt(0);
      boolean plain = word.codePoints().allMatch(c -> Character.isLetter(c) || isMark(c));
      if (!plain || word.equals(word.toUpperCase(Locale.ROOT)) && isLatin(first)) {
        // A number, an address, a name in code, the symbol of a token.
        return;
      }
      if (!word.codePoints().allMatch(c -> isLatin(c) || isMark(c))) {
        otherScript++;
        return;
      }
      if (word.length() == 1) {
        // The name of a column or a variable, in any language.
        return;
      }
      latin++;
      String lower = word.toLowerCase(Locale.ROOT);
      small += word.equals(lower) ? 1 : 0;
      if (ENGLISH.contains(lower)) {
        english++;
      } else if (FOREIGN.contains(lower)) {
        foreign++;
        if (!BORROWED.contains(lower)) {
          tellsOther.add(lower);
        }
      }
      if (word.codePoints().anyMatch(c -> c > 0x7f)) {
        marked++;
        if (Character.isLowerCase(first)) {
          // Names have marks too, and begin with a capital.
          tellsOther.add(lower);
        }
      }
      money += ENGLISH_OF_MONEY.contains(lower) ? 1 : 0;
      englishToo += ENGLISH_TOO.contains(lower) || ENGLISH_END.matcher(lower).find() ? 1 : 0;
    }

    private static boolean isLatin(int c) {
      return Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN;
    }

    private static boolean isMark(int c) {
      int type = Character.getType(c);
      return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    /** Scripts that put no blanks between words. */
    private static boolean isDense(int c) {
      if (c < 0x0e00) {
        return false;
      }
      return switch (Character.UnicodeScript.of(c)) {
        case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> Character.isLetter(c);
        default -> false;
      };
    }
  }
}
