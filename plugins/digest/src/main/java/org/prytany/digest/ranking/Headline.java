package org.prytany.digest.ranking;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.markdown.ProposalText;

/** Finds the title that a proposal gives itself. */
final class Headline {

  static final int MAX_WORDS = 25;

  private static final int LOOK_AHEAD = 4;
  private static final Set<String> SECTION_NAMES =
      Set.of(
          "summary",
          "abstract",
          "motivation",
          "proposal",
          "overview",
          "introduction",
          "tl;dr",
          "tldr",
          "simple summary",
          "background",
          "context",
          "specification",
          "description",
          "rationale",
          "title",
          "executive summary",
          "preamble",
          "references",
          "copyright");
  private static final Pattern NUMBERING = Pattern.compile("\\A[\\d.\\s:]+|[\\s:]+\\z");

  /** "Title: …" */
  private static final Pattern SAYS_SO =
      Pattern.compile("\\A(?:proposal\\s)?title\\s?[:—–-]\\s+", Pattern.CASE_INSENSITIVE);

  private Headline() {}

  /** The text's own title, at most 25 words; "" when it has none. */
  static String title(ProposalText text) {
    String found = found(text);
    String said = SAYS_SO.matcher(found).replaceFirst("");
    return said.isBlank() ? found : said;
  }

  private static String found(ProposalText text) {
    List<Block> blocks = text.blocks();
    for (int i = 0; i < Math.min(LOOK_AHEAD, blocks.size()); i++) {
      Block block = blocks.get(i);
      if (block.kind() == Block.Kind.HEADING && isTitle(block.text().text())) {
        return shorten(Shortening.shown(block.text().text()));
      }
    }
    Optional<String> only = onlyTitle(blocks);
    if (only.isPresent()) {
      return shorten(only.get());
    }
    if (blocks.isEmpty() || blocks.getFirst().kind() != Block.Kind.PARAGRAPH) {
      return "";
    }
    String first = firstLine(blocks.getFirst().text().text());
    boolean more = blocks.size() > 1 || first.length() < blocks.getFirst().text().length();
    return more && isTitle(first) && Shortening.words(first) <= MAX_WORDS && !isSentence(first)
        ? Shortening.shown(first)
        : "";
  }

  /** Wherever it stands: a text has one heading of the first level, and that is its title. */
  private static Optional<String> onlyTitle(List<Block> blocks) {
    List<Block> first =
        blocks.stream()
            .filter(block -> block.kind() == Block.Kind.HEADING && block.level() == 1)
            .limit(2)
            .toList();
    return first.size() == 1 && isTitle(first.getFirst().text().text())
        ? Optional.of(Shortening.shown(first.getFirst().text().text()))
        : Optional.empty();
  }

  private static boolean isTitle(String text) {
    String plain = NUMBERING.matcher(text.strip().toLowerCase(Locale.ROOT)).replaceAll("");
    return !plain.isEmpty() && !SECTION_NAMES.contains(plain);
  }

  private static boolean isSentence(String text) {
    String line = text.strip();
    return line.endsWith(".") || line.endsWith(":") || line.endsWith("?") || line.endsWith("!");
  }

  private static String firstLine(String text) {
    int newline = text.indexOf('\n');
    return newline < 0 ? text : text.substring(0, newline);
  }

  /** A title that is too long keeps its beginning, if its end says nothing that must stay. */
  private static String shorten(String title) {
    if (Shortening.words(title) <= MAX_WORDS) {
      return title;
    }
    String[] words = title.split(" ");
    int keep = Math.min(words.length, MAX_WORDS);
    String cut = String.join(" ", List.of(words).subList(0, keep));
    String rest = String.join(" ", List.of(words).subList(keep, words.length));
    return Shortening.words(cut) <= MAX_WORDS
            && !Shortening.mustStay(rest)
            && !Shortening.leavesOpen(cut)
        ? cut
        : "";
  }
}
