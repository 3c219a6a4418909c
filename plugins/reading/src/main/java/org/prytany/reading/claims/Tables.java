package org.prytany.reading.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.sentence.Unit;

/**
 * Reads bare numbers in a table's columns of amounts, whose symbol stands in the header, the row or
 * over it.
 */
final class Tables {

  private static final Pattern AMOUNT_COLUMN = Cues.pattern(Tables.class, "amount-column");
  private static final Pattern TOKEN_COLUMN = Cues.pattern(Tables.class, "token-column");
  private static final Pattern LEAD = Cues.pattern(Tables.class, "lead");
  private static final Pattern WORD = Pattern.compile("\\$?[A-Za-z][A-Za-z0-9]{1,11}");

  private int table = -1;
  private List<Optional<String>> columnSymbols = List.of();
  private int tokenColumn = -1;

  /** The symbol that the text right over a table ends with. */
  private Optional<String> lead = Optional.empty();

  /** Further amounts of a row, at their place in the row's text. */
  List<Amount> amounts(Unit unit, List<Amount> known) {
    Block block = unit.block();
    if (block.kind() != Block.Kind.TABLE_ROW) {
      Matcher over = LEAD.matcher(unit.text());
      lead = over.find() ? Symbols.of(over.group("symbol")) : Optional.empty();
      return List.of();
    }
    if (block.headerRow()) {
      header(block);
      return List.of();
    }
    if (block.container() != table) {
      return List.of();
    }
    Optional<String> rowSymbol =
        tokenColumn >= 0 && tokenColumn < block.cells().size()
            ? symbol(block.cells().get(tokenColumn).text())
            : lead;
    List<Amount> found = new ArrayList<>();
    int offset = 0;
    for (int c = 0; c < block.cells().size(); c++) {
      String cell = block.cells().get(c).text();
      Optional<String> header = c < columnSymbols.size() ? columnSymbols.get(c) : Optional.empty();
      if (header.isPresent()) {
        Optional<Amount> bare = AmountReader.bare(cell);
        String symbol = header.get().isEmpty() ? rowSymbol.orElse("") : header.get();
        if (bare.isPresent() && !symbol.isEmpty()) {
          int start = offset + bare.get().start();
          int end = offset + bare.get().end();
          boolean read = known.stream().anyMatch(a -> a.start() < end && start < a.end());
          if (!read && end <= unit.end()) {
            found.add(new Amount(bare.get().value(), symbol, start, end));
          }
        }
      }
      offset += cell.length() + 3;
    }
    return found;
  }

  private void header(Block block) {
    table = block.container();
    tokenColumn = -1;
    List<Optional<String>> symbols = new ArrayList<>();
    for (int c = 0; c < block.cells().size(); c++) {
      String name = block.cells().get(c).text();
      if (TOKEN_COLUMN.matcher(name).matches()) {
        tokenColumn = c;
        symbols.add(Optional.empty());
      } else if (AMOUNT_COLUMN.matcher(name).find() || symbol(name).isPresent()) {
        symbols.add(Optional.of(symbol(name).orElse("")));
      } else {
        symbols.add(Optional.empty());
      }
    }
    columnSymbols = symbols;
  }

  private static Optional<String> symbol(String text) {
    if (text.contains("$")) {
      return Optional.of("USD");
    }
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      Optional<String> symbol = Symbols.of(matcher.group());
      if (symbol.isPresent() && !TOKEN_COLUMN.matcher(matcher.group()).matches()) {
        return symbol;
      }
    }
    return Optional.empty();
  }
}
