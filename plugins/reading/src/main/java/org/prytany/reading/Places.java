package org.prytany.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.modality.Around;
import org.prytany.reading.modality.Matter;
import org.prytany.reading.modality.Modality;
import org.prytany.reading.sentence.Unit;
import org.prytany.spi.Span;

/**
 * Where words stand in a text, and what it says with them. The text is read when the first place is
 * asked for; an answer costs no more than a pass over its headings.
 */
public final class Places {

  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern TAG =
      Pattern.compile("<(?<close>/?)(?<name>[A-Za-z][A-Za-z0-9-]*)(?=[\\s/>])[^<>]*>");
  private static final Set<String> WITHOUT_END =
      Set.of("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr");

  private final String raw;
  private @Nullable Known known;

  /**
   * @param raw the description, as readers are shown it
   */
  public Places(String raw) {
    this.raw = raw;
  }

  /**
   * What the text says with words: the sentence that they stand in, the one behind it unless that
   * is where they are put, and the headings over them. Empty where no reader sees them as said: in
   * code, a table or a quotation, between tags, in two sentences, in a question, or taken back. A
   * line that ends with a colon is said with its own list alone.
   *
   * @param put where the words stand
   * @param sentence where the sentence stands that they are put into
   */
  public Optional<List<String>> saidWith(Span put, Span sentence) {
    Known text = known();
    int at = text.holding(put);
    if (at < 0 || !text.isSaid(at, put)) {
      return Optional.empty();
    }
    boolean leads = put.of(raw).endsWith(":");
    if (leads && !text.leadsInto(at, put, sentence)) {
      return Optional.empty();
    }
    List<String> said = new ArrayList<>(List.of(text.units.get(at).text()));
    if (!leads && at + 1 < text.units.size() && !touches(whole(text.units.get(at + 1)), sentence)) {
      said.add(text.units.get(at + 1).text());
    }
    if (said.stream().anyMatch(each -> each.stripTrailing().endsWith("?"))) {
      return Optional.empty();
    }
    said.addAll(text.headings(at));
    return Optional.of(said);
  }

  private Known known() {
    Known text = known;
    if (text == null) {
      text = new Known(raw);
      known = text;
    }
    return text;
  }

  private static boolean touches(Span one, Span other) {
    return one.start() < other.end() && other.start() < one.end();
  }

  private static Span whole(Unit unit) {
    return unit.span(0, unit.end() - unit.start());
  }

  private static String plain(String words) {
    return BLANKS.matcher(words).replaceAll(" ");
  }

  /** What is found in one pass over a text. */
  private static final class Known {

    private final String raw;
    private final List<Unit> units;
    private final Around around;
    private final int[] headingOf;
    private final Map<Integer, Integer> firstOf = new HashMap<>();

    /** From each tag on, how many elements are open. */
    private final TreeMap<Integer, Integer> open = new TreeMap<>();

    private Known(String raw) {
      this.raw = raw;
      this.units = Reading.units(raw);
      this.around = new Around(units);
      this.headingOf = new int[units.size()];
      int heading = -1;
      for (int u = 0; u < units.size(); u++) {
        headingOf[u] = heading;
        heading = units.get(u).block().kind() == Block.Kind.HEADING ? u : heading;
        firstOf.putIfAbsent(units.get(u).block().container(), u);
      }
      Map<String, Integer> elements = new HashMap<>();
      int count = 0;
      Matcher tag = TAG.matcher(raw);
      while (tag.find()) {
        String name = tag.group("name").toLowerCase(Locale.ROOT);
        boolean closes = !tag.group("close").isEmpty();
        int before = elements.getOrDefault(name, 0);
        int change = closes ? (before > 0 ? -1 : 0) : endsItself(tag.group(), name) ? 0 : 1;
        elements.put(name, before + change);
        count += change;
        open.put(tag.start(), count);
      }
    }

    private static boolean endsItself(String tag, String name) {
      return tag.endsWith("/>") || WITHOUT_END.contains(name);
    }

    /** The unit that has all of a place; -1 if none has. */
    private int holding(Span place) {
      int low = 0;
      int high = units.size() - 1;
      while (low < high) {
        int middle = (low + high + 1) / 2;
        boolean before = whole(units.get(middle)).start() <= place.start();
        low = before ? middle : low;
        high = before ? high : middle - 1;
      }
      boolean holds =
          low <= high
              && whole(units.get(low)).start() <= place.start()
              && place.end() <= whole(units.get(low)).end();
      return holds ? low : -1;
    }

    private boolean isSaid(int at, Span place) {
      Block block = units.get(at).block();
      boolean prose = block.kind() != Block.Kind.CODE && block.kind() != Block.Kind.TABLE_ROW;
      Map.@Nullable Entry<Integer, Integer> tag = open.floorEntry(place.start());
      int length = units.get(at).text().length();
      return prose
          && !block.quoted()
          && (tag == null || tag.getValue() == 0)
          && isSeen(units.get(at), place)
          && around.of(Matter.PAYMENT, at, 0, 0, length) == Modality.REQUESTED;
    }

    /** Whether a reader sees all that stands there, and it follows each other. */
    private boolean isSeen(Unit unit, Span place) {
      String text = unit.text();
      int from = 0;
      while (from < text.length() && unit.span(from, from + 1).start() < place.start()) {
        from++;
      }
      int to = from;
      while (to < text.length() && unit.span(to, to + 1).start() < place.end()) {
        to++;
      }
      return plain(text.substring(from, to)).equals(plain(place.of(raw)));
    }

    private boolean leadsInto(int at, Span place, Span sentence) {
      int item = holding(sentence);
      if (item < 0 || units.get(item).block().kind() != Block.Kind.LIST_ITEM) {
        return false;
      }
      Block block = units.get(item).block();
      return block.level() == 1
          && firstOf.getOrDefault(block.container(), -1) == at + 1
          && whole(units.get(at)).start() == place.start();
    }

    private List<String> headings(int at) {
      List<String> over = new ArrayList<>();
      int level = Integer.MAX_VALUE;
      for (int h = headingOf[at]; h >= 0; h = headingOf[h]) {
        if (units.get(h).block().level() < level) {
          level = units.get(h).block().level();
          over.add(units.get(h).text());
        }
      }
      return over;
    }
  }
}
