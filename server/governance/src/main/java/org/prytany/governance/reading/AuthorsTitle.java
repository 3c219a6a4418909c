package org.prytany.governance.reading;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.markdown.MarkdownReader;

/** The title at the beginning of a description, as pages show it. */
public final class AuthorsTitle {

  private static final MarkdownReader MARKDOWN = new MarkdownReader();

  /** Titles stand at the beginning; a list must not read whole texts for them. */
  private static final int LOOKED_AT = 2_000;

  /** Lists ask for the same ones again and again. */
  private static final int MOST_KEPT = 2_000;

  private static final Map<String, String> KNOWN =
      Collections.synchronizedMap(
          new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
              return size() > MOST_KEPT;
            }
          });

  private AuthorsTitle() {}

  /**
   * The first heading, however it is marked, or the first line of a text that begins with prose;
   * without marks, comments and targets of links, and with single blanks. Empty where the text
   * begins with neither, and where prose stands before the one heading of the first level.
   *
   * @param description as it was proposed, of whatever length
   */
  public static Optional<String> of(String description) {
    String beginning = beginning(description);
    String title = KNOWN.get(beginning);
    if (title == null) {
      title = read(beginning).orElse("");
      KNOWN.put(beginning, title);
    }
    return Optional.of(title).filter(words -> !words.isEmpty());
  }

  private static Optional<String> read(String beginning) {
    List<Block> blocks = MARKDOWN.read(ReadableText.of(beginning)).blocks();
    if (blocks.isEmpty() || blocks.getFirst().quoted()) {
      return Optional.empty();
    }
    Block first = blocks.getFirst();
    String text = first.text().text().strip();
    return switch (first.kind()) {
      case HEADING -> title(text);
      // A heading that is too long to be meant as one has its level all the same.
      case PARAGRAPH -> first.level() > 0 ? title(text) : firstLine(text, blocks);
      case LIST_ITEM, TABLE_ROW, CODE -> Optional.empty();
    };
  }

  private static Optional<String> firstLine(String text, List<Block> blocks) {
    return blocks.stream().anyMatch(AuthorsTitle::isFirstLevel)
        ? Optional.empty()
        : text.lines().findFirst().flatMap(AuthorsTitle::title);
  }

  private static boolean isFirstLevel(Block block) {
    return block.kind() == Block.Kind.HEADING && block.level() == 1;
  }

  private static Optional<String> title(String text) {
    return Optional.of(text.strip().replaceAll("\\s+", " ")).filter(words -> !words.isEmpty());
  }

  /** Without a comment that goes on: cut within, it would be text. */
  private static String beginning(String description) {
    if (description.length() <= LOOKED_AT) {
      return description;
    }
    String beginning = description.substring(0, LOOKED_AT);
    int comment = beginning.lastIndexOf("<!--");
    return comment >= 0 && beginning.indexOf("-->", comment) < 0
        ? beginning.substring(0, comment)
        : beginning;
  }
}
