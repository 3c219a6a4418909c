package org.prytany.digest.repair;

import java.util.Optional;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.modality.Leaning;
import org.prytany.reading.sentence.Unit;
import org.prytany.spi.TextDigest.Piece;

/** The line before a list that its items go on. */
final class LeadIn {

  private static final Pattern GOES_ON = Cues.pattern(LeadIn.class, "goes-on");
  private static final Pattern NEEDS_VERB = Cues.pattern(LeadIn.class, "needs-verb");
  private static final Pattern FOLLOWING = Pattern.compile("\\bfollowing\\b");
  private static final Pattern INCLUDES = Pattern.compile("\\bincludes?\\b");
  private static final Pattern VERB = Cues.pattern(LeadIn.class, "verb");
  private static final Pattern NEVER = Cues.pattern(LeadIn.class, "never");

  private LeadIn() {}

  /**
   * @param lead the unit before the list
   * @param item the item's words, as they are shown
   */
  static Optional<Piece> of(Unit lead, String item) {
    String text = lead.text().stripTrailing();
    boolean leads =
        lead.block().kind() == Block.Kind.PARAGRAPH
            && text.endsWith(":")
            && GOES_ON.matcher(text).find()
            && !NEVER.matcher(text).find()
            && Words.assertsPlainly(lead, text)
            && standsAlone(text.substring(0, text.length() - 1));
    boolean goesOn =
        NEEDS_VERB.matcher(text).find()
            ? VERB.matcher(item).find()
            : VERB.matcher(item).find()
                || INCLUDES.matcher(text).find() && Leaning.of(item) == Leaning.FRAGMENT;
    return leads && goesOn ? Words.inserted(lead, 0, text.length()) : Optional.empty();
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
