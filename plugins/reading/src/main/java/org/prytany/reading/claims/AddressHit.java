package org.prytany.reading.claims;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.reading.cue.Cues;
import org.prytany.reading.markdown.Block;
import org.prytany.reading.modality.Matter;
import org.prytany.reading.modality.Modality;
import org.prytany.reading.sentence.Unit;
import org.prytany.spi.Address;
import org.prytany.spi.Span;

/**
 * An address that a unit names.
 *
 * @param address the address
 * @param start position in the unit's text
 * @param end after it in the unit's text; {@code start} for the target of a link
 * @param span place in the raw description
 * @param role what the words before it make of it
 */
record AddressHit(Address address, int start, int end, Span span, Role role) {

  /** What the words before an address make of it. */
  enum Role {
    /** Somebody who is paid or empowered. */
    RECIPIENT,
    /** A payer, a token, a contract that is called. */
    OTHER,
    /** The words do not say. */
    UNSAID
  }

  private static final Pattern ADDRESS = Cues.pattern(AddressHit.class, "address");
  private static final Pattern RECIPIENT = Cues.pattern(AddressHit.class, "recipient");
  private static final Pattern OTHER = Cues.pattern(AddressHit.class, "other");
  private static final Pattern SYMBOL_THEN_BRACKET =
      Cues.pattern(AddressHit.class, "symbol-then-bracket");
  private static final int CONTEXT = 60;

  /** The addresses of a unit from left to right, what is seen first, then targets of links. */
  static List<AddressHit> in(Unit unit) {
    String text = unit.text();
    List<AddressHit> hits = new ArrayList<>();
    Matcher matcher = ADDRESS.matcher(text);
    while (matcher.find()) {
      hits.add(
          new AddressHit(
              new Address("0x" + matcher.group().substring(2)),
              matcher.start(),
              matcher.end(),
              unit.span(matcher.start(), matcher.end()),
              role(text, matcher.start(), matcher.end())));
    }
    boolean anySeen = !hits.isEmpty();
    for (Block.LinkAddress link : unit.block().linkAddresses()) {
      int at = link.position() - unit.start();
      // A link over an address shows that address: its target is only a second mention.
      if (at >= 0 && (link.position() < unit.end() || unit.start() == unit.end())) {
        hits.add(
            new AddressHit(
                link.address(), at, at, link.span(), anySeen ? Role.OTHER : role(text, at, at)));
      }
    }
    hits.sort(Comparator.comparingInt(AddressHit::start).thenComparing(h -> -h.end()));
    return hits;
  }

  private static Role role(String text, int start, int end) {
    String before = text.substring(Math.max(0, start - CONTEXT), start);
    if (!Modality.of(Matter.PAYEE, text, 0, start, end).explains()) {
      return Role.OTHER;
    }
    if (SYMBOL_THEN_BRACKET.matcher(before).find() || OTHER.matcher(before).find()) {
      return Role.OTHER;
    }
    return RECIPIENT.matcher(before).find() ? Role.RECIPIENT : Role.UNSAID;
  }
}
