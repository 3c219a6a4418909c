package org.prytany.testkit;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.prytany.judging.Visible;
import org.prytany.spi.Notice;
import org.prytany.spi.ProposalKey;

/** Notices as the host makes them, for tests of notifiers. */
public final class SampleNotice {

  /** As the host cuts strangers' words. */
  private static final int LONGEST = 400;

  private static final Instant AT = Instant.parse("2026-06-01T12:00:00Z");
  private static final String PAGE = "https://dao.example";

  private SampleNotice() {}

  /** A proposal that waits for a person. */
  public static Notice of() {
    return quoting("Pay 100 USDC for the library");
  }

  /** The same, where a stranger wrote a headline; what nobody sees in it is named. */
  public static Notice quoting(String headline) {
    return new Notice(
        "needs-people:7",
        List.of(event("needs-people", "demo", true)),
        1,
        "Prytany: A proposal waits for a person (Demo DAO)",
        List.of(
            new Notice.Line("Proposal: “" + Visible.text(headline, LONGEST) + "”", false),
            new Notice.Line("What to do: an operator decides the vote.", true)),
        Optional.of(PAGE + "/#/daos/demo/proposals/7"));
  }

  /** About the server, without a proposal, a line or a link. */
  public static Notice bare() {
    return new Notice(
        "wallet-low:0x11",
        List.of(event("wallet-low", "", false)),
        1,
        "Prytany: An account runs out of coin for fees",
        List.of(),
        Optional.empty());
  }

  /** As many at once as there may be, of which some kinds are not known yet. */
  public static Notice many() {
    return new Notice(
        "vote-missed:7+1999",
        Collections.nCopies(Notice.MOST_EVENTS, event("of-a-later-version", "demo", true)),
        2_000,
        "Prytany: 2000 alerts",
        Collections.nCopies(25, new Notice.Line("• vote-missed (demo): " + "& ".repeat(60), false)),
        Optional.of(PAGE + "/#/"));
  }

  private static Notice.Event event(String kind, String dao, boolean ofProposal) {
    return new Notice.Event(
        kind,
        dao,
        Optional.of(new ProposalKey(1, SampleProposal.GOVERNOR, BigInteger.valueOf(7)))
            .filter(key -> ofProposal),
        AT,
        Optional.of(AT.plusSeconds(3_600)).filter(at -> ofProposal));
  }
}
