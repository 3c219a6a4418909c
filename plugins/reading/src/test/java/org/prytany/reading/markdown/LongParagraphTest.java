package org.prytany.reading.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paragraphs that are cut lose nothing, and what ends a paragraph ends a cut one. */
class LongParagraphTest {

  private static final MarkdownReader READER = new MarkdownReader();

  private static String lines(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "(" + i + ") USDC\n")
        .collect(Collectors.joining());
  }

  private static List<Block> read(String text) {
    return READER.read(text).blocks();
  }

  @Test
  void aParagraphOfAsManyLinesAsAllowedIsOne() {
    assertThat(read(lines(LongParagraph.MAX_LINES))).hasSize(1);
    assertThat(read(lines(LongParagraph.MAX_LINES + 1))).hasSize(2);
  }

  @Test
  void everyLineOfALongParagraphIsReadInOrder() {
    List<Block> blocks = read(lines(1_000));

    assertThat(blocks).hasSize(5).allMatch(block -> block.kind() == Block.Kind.PARAGRAPH);
    assertThat(blocks.stream().map(block -> block.text().text()).collect(Collectors.joining("\n")))
        .isEqualTo(lines(1_000).strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "- item | LIST_ITEM | item",
        "1. item | LIST_ITEM | item",
        "# Title | HEADING | Title",
        "> 5 quoted | PARAGRAPH | 5 quoted",
        "'        5 far in' | PARAGRAPH | 5 far in",
        "(5) more | PARAGRAPH | (5) more"
      })
  void theLineAfterTheCutIsWhatItWouldBeInAShortParagraph(
      String line, Block.Kind kind, String text) {
    Block last = read(lines(LongParagraph.MAX_LINES) + line).getLast();

    assertThat(last.kind()).isEqualTo(kind);
    assertThat(last.text().text()).isEqualTo(text);
    assertThat(last.quoted()).isEqualTo(line.startsWith(">"));
  }

  @Test
  void aTableAfterManyLinesIsATable() {
    for (int before : new int[] {198, 199, 200, 201, 399, 400}) {
      List<Block> blocks = read(lines(before) + "| a | b |\n|---|---|\n| 5 | 6 |");

      assertThat(blocks.getLast().kind()).as("%d lines", before).isEqualTo(Block.Kind.TABLE_ROW);
      assertThat(blocks.getLast().text().text()).isEqualTo("5 | 6");
    }
  }

  @Test
  void fencesAndItemsAfterALongParagraphKeepWhatIsInThem() {
    List<Block> blocks = read(lines(500) + "```\n(a)\n\n(b)\n```\n\n- one\n\n  (two)\n\nThe end.");

    assertThat(blocks.subList(3, blocks.size()))
        .extracting(Block::kind)
        .containsExactly(
            Block.Kind.CODE, Block.Kind.LIST_ITEM, Block.Kind.LIST_ITEM, Block.Kind.PARAGRAPH);
    assertThat(blocks.get(3).text().text()).contains("(a)").contains("(b)");
  }

  @Test
  void longParagraphsInQuotesAndItemsAreCutInside() {
    String quote = lines(450).lines().map(line -> "> " + line + "\n").collect(Collectors.joining());
    String item = lines(450).lines().map(line -> "  " + line + "\n").collect(Collectors.joining());
    List<Block> blocks = read(quote + "\n- " + item.strip() + "\n\nThe end.");

    assertThat(blocks).filteredOn(Block::quoted).hasSize(3);
    assertThat(blocks).filteredOn(block -> block.kind() == Block.Kind.LIST_ITEM).hasSize(3);
    assertThat(blocks.getLast().kind()).isEqualTo(Block.Kind.PARAGRAPH);
    assertThat(blocks.getLast().text().text()).isEqualTo("The end.");
  }
}
