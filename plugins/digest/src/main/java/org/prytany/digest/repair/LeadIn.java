package org.prytany.digest.repair;

import java.util.Optional;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.modality.Leaning;
import org.prytany.reading.sentence.Unit;
import org.prytany.spi.Bounds;
import org.prytany.spi.TextDigest.Piece;

/**
 * The line before a list that its items go on; judged once for a list, however many items it has.
 *
 * @param piece the line
 * @param needsVerb whether an item goes on it with a verb alone
 * @param includes whether an item may be what it includes
 */
record LeadIn(Piece piece, boolean needsVerb, boolean includes) {

  private static final Pattern GOES_ON = Cues.pattern(LeadIn.class, "goes-on");
  private static final Pattern NEEDS_VERB = Cues.pattern(LeadIn.class, "needs-verb");
  private static final Pattern FOLLOWING = Pattern.compile("\\bfollowing\\b");
  private static final Pattern INCLUDES = Pattern.compile("\\bincludes?\\b");
  private static final Pattern VERB = Cues.pattern(LeadIn.class, "verb");
  private static final Pattern NEVER = Cues.pattern(LeadIn.class, "never");

  /**
   * Empty where the line leads into nothing, or is longer than what is ever put in.
   *
   * @param lead the unit before the list
   */
  static Optional<LeadIn> of(Unit lead) {
    if (lead.end() - lead.start() > Bounds.LONGEST_PIECE) {
      return Optional.empty();
    }
    String text = lead.text().stripTrailing();
    boolean leads =
        lead.block().kind() == Block.Kind.PARAGRAPH
            && text.endsWith(":")
            && Words.isShort(text)
            && GOES_ON.matcher(text).find()
            && !NEVER.matcher(text).find()
            && Words.assertsPlainly(lead, text)
            && standsAlone(text.substring(0, text.length() - 1));
    Optional<Piece> put = leads ? Words.inserted(lead, 0, text.length()) : Optional.empty();
    return put.map(
        piece -> new LeadIn(piece, NEEDS_VERB.matcher(text).find(), INCLUDES.matcher(text).find()));
  }

  /**
   * Whether an item goes on the line.
   *
   * @param item its words, as they are shown
   */
  boolean goesOn(String item) {
    return VERB.matcher(item).find()
        || !needsVerb && includes && Leaning.of(item) == Leaning.FRAGMENT;
  }

  private static boolean standsAlone(String words) {
    return switch (Leaning.of(words)) {
      case NONE, FRAGMENT -> true;
      // "The proposal makes the following changes": they do stand behind it here.
      case POINTER -> FOLLOWING.matcher(words).find();
      default -> false;
    };
  }
}
