package org.prytany.governance.document;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.spi.Address;
import org.prytany.spi.Span;

/**
 * "#proposer=0x…" at the end of a description: an OpenZeppelin governor (4.9 and later, {@code
 * _isValidDescriptionForProposer}) takes such a proposal from that account alone, so that nobody
 * proposes it first and cancels it. It is addressed to the governor and names no payee.
 *
 * @param account who alone may propose it
 * @param span of the suffix in the raw description
 * @param last whether it is the very end; anything after it, a line break too, and the governor
 *     does not look at it
 */
public record ProposerSuffix(Address account, Span span, boolean last) {

  private static final String MARK = "#proposer=0x";
  private static final Pattern SUFFIX = Pattern.compile(MARK + "([0-9a-fA-F]{40})(\\s*)\\z");

  /** The suffix of a description, if it has one. */
  static Optional<ProposerSuffix> in(String raw) {
    // Looked for from its last place on: blanks without end are not walked through again.
    int at = raw.lastIndexOf(MARK);
    if (at < 0) {
      return Optional.empty();
    }
    Matcher matcher = SUFFIX.matcher(raw).region(at, raw.length());
    return matcher.lookingAt()
        ? Optional.of(
            new ProposerSuffix(
                new Address("0x" + matcher.group(1)),
                new Span(at, matcher.end(1)),
                matcher.group(2).isEmpty()))
        : Optional.empty();
  }
}
