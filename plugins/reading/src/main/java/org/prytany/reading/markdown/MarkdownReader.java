package org.prytany.reading.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/** Reads a description as CommonMark with tables. Any text is valid; cost is bounded. */
public final class MarkdownReader {

  /** Deeper nesting is read as text: nobody writes it, and its cost grows with the square. */
  private static final int MAX_NESTING = 60;

  /** Cells of all tables together; a header row makes each later line that wide. */
  private static final long MAX_CELLS = 400_000;

  private static final int MAX_TITLE_WORDS = 30;

  private final Parser withTables;
  private final Parser withoutTables;
  private final Parser blocksOnly;

  public MarkdownReader() {
    withTables = parser(List.of(TablesExtension.create())).build();
    withoutTables = parser(List.of()).build();
    blocksOnly = parser(List.of()).inlineParserFactory(context -> PlainInlines::parse).build();
  }

  private static Parser.Builder parser(List<org.commonmark.Extension> extensions) {
    return Parser.builder()
        .extensions(extensions)
        .customBlockParserFactory(TightHeading::start)
        .customBlockParserFactory(LongParagraph::cut)
        .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
        .maxOpenBlockParsers(MAX_NESTING);
  }

  /** The blocks of {@code written}, with as many marks on a letter as a script may have. */
  public ProposalText read(String written) {
    String raw = MarkRuns.bounded(written);
    Parser parser = tablesAreBounded(raw) ? withTables : withoutTables;
    Node document = (PlainInlines.areNeeded(raw) ? blocksOnly : parser).parse(raw);
    List<Block> blocks = new ArrayList<>();
    Walk walk = new Walk();
    Node node = document.getFirstChild();
    while (node != null) {
      StillWanted.check();
      boolean descend = walk.enter(raw, node, blocks);
      node = walk.next(node, document, descend);
    }
    return new ProposalText(raw, blocks);
  }

  private static boolean tablesAreBounded(String raw) {
    long widest = 0;
    long lines = 0;
    int start = 0;
    while (start < raw.length()) {
      int end = raw.indexOf('\n', start);
      end = end < 0 ? raw.length() : end;
      lines++;
      long pipes = 0;
      for (int i = start; i < end; i++) {
        pipes += raw.charAt(i) == '|' ? 1 : 0;
      }
      if (pipes > widest && isDelimiterRow(raw, start, end)) {
        widest = pipes;
      }
      start = end + 1;
    }
    return widest * lines <= MAX_CELLS;
  }

  private static boolean isDelimiterRow(String raw, int start, int end) {
    boolean dash = false;
    for (int i = start; i < end; i++) {
      dash |= raw.charAt(i) == '-';
      if (" \t\r|:->*+".indexOf(raw.charAt(i)) < 0) {
        return false;
      }
    }
    return dash;
  }

  /** State of one walk through a document, by pointers and without recursion. */
  private static final class Walk {

    private int lists;
    private int quotes;
    private int containers;
    private int container = -1;
    private boolean headerRow;

    boolean enter(String raw, Node node, List<Block> blocks) {
      switch (node) {
        case Heading heading -> {
          InlineReader.Content content = InlineReader.read(raw, heading);
          boolean title = looksLikeTitle(content.text().text());
          add(
              blocks,
              title ? Block.Kind.HEADING : Block.Kind.PARAGRAPH,
              heading.getLevel(),
              content);
          return false;
        }
        case Paragraph paragraph -> {
          InlineReader.Content content = InlineReader.read(raw, paragraph);
          Optional<FusedHeading> fused =
              lists > 0 || quotes > 0 ? Optional.empty() : FusedHeading.of(paragraph, content);
          fused.ifPresent(its -> add(blocks, Block.Kind.HEADING, Block.UNMARKED, its.heading()));
          add(
              blocks,
              lists > 0 ? Block.Kind.LIST_ITEM : Block.Kind.PARAGRAPH,
              lists,
              fused.map(FusedHeading::rest).orElse(content));
          return false;
        }
        case FencedCodeBlock code -> {
          List<SourceSpan> spans = code.getSourceSpans();
          int last =
              spans.size() > 1 && isFence(raw, spans.getLast()) ? spans.size() - 1 : spans.size();
          code(raw, spans.subList(Math.min(1, last), last), blocks);
          return false;
        }
        case IndentedCodeBlock code -> {
          code(raw, code.getSourceSpans(), blocks);
          return false;
        }
        case HtmlBlock ignored -> {
          return false;
        }
        case TableRow row -> {
          row(raw, row, blocks);
          return false;
        }
        case TableBlock ignored -> container = containers++;
        case TableHead ignored -> headerRow = true;
        case ListBlock ignored -> {
          if (lists == 0) {
            container = containers++;
          }
        }
        case ListItem ignored -> lists++;
        case BlockQuote ignored -> quotes++;
        default -> {}
      }
      return true;
    }

    private void leave(Node node) {
      switch (node) {
        case TableBlock ignored -> container = -1;
        case TableHead ignored -> headerRow = false;
        case ListBlock ignored -> {
          if (lists == 0) {
            container = -1;
          }
        }
        case ListItem ignored -> lists--;
        case BlockQuote ignored -> quotes--;
        default -> {}
      }
    }

    @Nullable Node next(Node node, Node root, boolean descend) {
      Node child = node.getFirstChild();
      if (descend && child != null) {
        return child;
      }
      Node at = node;
      boolean entered = descend;
      while (at != null && at != root) {
        if (entered) {
          leave(at);
        }
        Node sibling = at.getNext();
        if (sibling != null) {
          return sibling;
        }
        at = at.getParent();
        entered = true;
      }
      return null;
    }

    private void add(List<Block> blocks, Block.Kind kind, int level, InlineReader.Content content) {
      if (!content.text().isBlank() || !content.links().isEmpty()) {
        blocks.add(
            new Block(
                kind,
                level,
                content.text(),
                List.of(),
                container,
                false,
                quotes > 0,
                content.links()));
      }
    }

    private void code(String raw, List<SourceSpan> spans, List<Block> blocks) {
      add(
          blocks,
          Block.Kind.CODE,
          0,
          new InlineReader.Content(InlineReader.literal(raw, spans), List.of()));
    }

    private void row(String raw, TableRow row, List<Block> blocks) {
      List<VisibleText> cells = new ArrayList<>();
      List<Block.LinkAddress> links = new ArrayList<>();
      VisibleText.Builder line = new VisibleText.Builder();
      for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
        if (cell instanceof TableCell) {
          InlineReader.Content content = InlineReader.read(raw, cell);
          if (!cells.isEmpty()) {
            // A last row may have fewer cells than its header: what joins the missing ones stands
            // at the end.
            int at = Math.min(line.nextOffset(content.text().span().start()), raw.length() - 1);
            line.add(' ', at);
            line.add('|', at);
            line.add(' ', at);
          }
          int offset = line.length();
          for (int i = 0; i < content.text().length(); i++) {
            line.add(content.text().text().charAt(i), content.text().span(i, i + 1).start());
          }
          for (Block.LinkAddress link : content.links()) {
            links.add(new Block.LinkAddress(link.address(), link.position() + offset, link.span()));
          }
          cells.add(content.text());
        }
      }
      VisibleText text = line.build();
      if (!text.isBlank()) {
        blocks.add(
            new Block(
                Block.Kind.TABLE_ROW, 0, text, cells, container, headerRow, quotes > 0, links));
      }
    }

    private static boolean isFence(String raw, SourceSpan span) {
      String line = raw.substring(span.getInputIndex(), span.getInputIndex() + span.getLength());
      return line.strip().startsWith("```") || line.strip().startsWith("~~~");
    }

    /** A paragraph over a line of dashes is a heading to CommonMark, though it was not meant so. */
    private static boolean looksLikeTitle(String text) {
      return text.length() < 400 && text.split("\\s+").length <= MAX_TITLE_WORDS;
    }
  }
}
