package org.prytany.reading.markdown;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;

/**
 * A heading that its author wrote as the first line of a paragraph: "Motivation" over a line that
 * begins a sentence, bold or in a few words without a verb that anybody would know.
 *
 * @param heading the first line
 * @param rest the paragraph
 */
record FusedHeading(InlineReader.Content heading, InlineReader.Content rest) {

  private static final int MOST_BOLD_WORDS = 10;

  private static final Pattern BOLD = Pattern.compile("(?:\\S+ ){0,9}\\S*[\\p{L}\\p{N})\"”:]");

  /** Words of a title: no digits, and no small words but those that join. */
  private static final Pattern PLAIN =
      Pattern.compile("\\p{Lu}\\p{L}+(?: (?:of|and|for|the|to|&|/|\\p{L}\\p{Ll}{3,}+)){0,3}");

  private static final Pattern VERB =
      Pattern.compile(
          "\\b(?:we|i|you|it|they|is|are|was|were|be|has|have|had|do|does|will|would|shall|should|must|can"
              + "|could|may|might|pay|pays|send|sends|give|gives|from|with|please|note|propose|proposes|request"
              + "|requests|approve|approves|transfer|transfers|grant|grants|dear|hello|hi|thanks)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern SENTENCE =
      Pattern.compile(
          "[\\p{Lu}\\p{N}\"“(][^\\n]*(?:[.!?][\"”)]*|\\S{1,40} [^\\n]{40,}+)(?:\\n.*)?",
          Pattern.DOTALL);

  /** Empty for a paragraph without one. */
  static Optional<FusedHeading> of(Paragraph paragraph, InlineReader.Content content) {
    VisibleText text = content.text();
    int end = text.text().indexOf('\n');
    if (end <= 0) {
      return Optional.empty();
    }
    String line = text.text().substring(0, end).stripTrailing();
    String behind = text.text().substring(end + 1);
    boolean bold = isBoldLine(paragraph);
    boolean heads =
        bold
            ? BOLD.matcher(line).matches() && line.split(" ", -1).length <= MOST_BOLD_WORDS
            : PLAIN.matcher(line).matches() && !VERB.matcher(line).find();
    if (!heads || !SENTENCE.matcher(behind).matches()) {
      return Optional.empty();
    }
    List<Block.LinkAddress> links = content.links();
    return Optional.of(
        new FusedHeading(
            new InlineReader.Content(
                text.slice(0, line.length()),
                links.stream().filter(link -> link.position() <= end).toList()),
            new InlineReader.Content(
                text.slice(end + 1, text.length()),
                links.stream()
                    .filter(link -> link.position() > end)
                    .map(
                        link ->
                            new Block.LinkAddress(
                                link.address(), link.position() - end - 1, link.span()))
                    .toList())));
  }

  private static boolean isBoldLine(Paragraph paragraph) {
    Node first = paragraph.getFirstChild();
    Node next = first instanceof StrongEmphasis ? first.getNext() : null;
    return next instanceof SoftLineBreak || next instanceof HardLineBreak;
  }
}
