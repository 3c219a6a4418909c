package org.prytany.store;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.prytany.governance.poll.HubProposal;
import org.prytany.governance.poll.Poll;
import org.prytany.governance.poll.PollChoice;
import org.prytany.governance.poll.PollDecision;
import org.prytany.governance.poll.PollVote;
import org.prytany.governance.poll.Receipt;
import org.prytany.governance.poll.Standing;
import org.prytany.spi.Address;
import org.prytany.spi.Support;

/** Votes off chain to store. */
final class PollSamples {

  private static final Address SOMEBODY = new Address("0x" + "ab".repeat(20));

  private PollSamples() {}

  static HubProposal content(int number, String body) {
    return new HubProposal(
        Samples.hash(number),
        "demo.eth",
        SOMEBODY,
        1_700_000_000L,
        "1",
        "weighted",
        "Title 🗳️",
        body,
        "https://forum.example",
        List.of("One", "Two"),
        List.of("label"),
        1_700_000_100L,
        1_700_000_900L + number,
        17,
        "{}",
        "",
        "app",
        "bafy");
  }

  static Poll fresh(int number) {
    return Poll.fresh(
        "demo",
        content(number, "body"),
        new Standing(List.of(), BigDecimal.ZERO, 0, false, false, Samples.NOW));
  }

  /** With every part that one can have. */
  static Poll complete(int number) {
    return fresh(number)
        .with(
            Optional.of(content(number, "changed")),
            new Standing(
                List.of(new BigDecimal("0.000000000000000001"), new BigDecimal("12.5")),
                new BigDecimal("12.500000000000000001"),
                3,
                true,
                true,
                Samples.NOW))
        .with(
            new PollDecision(
                PollDecision.Kind.CAST,
                "person",
                "because",
                Optional.of(Support.FOR),
                Optional.of("{\"1\":60,\"2\":40}"),
                "operator",
                Samples.hash(7),
                new BigDecimal("1.25"),
                Samples.NOW,
                Optional.of(
                    new PollChoice(
                        "demo.eth",
                        Samples.hash(number),
                        "{\"1\":60,\"2\":40}",
                        "words",
                        "because",
                        SOMEBODY,
                        SOMEBODY,
                        1_700_000_800L,
                        Samples.hash(7),
                        "0xsigned"))))
        .with(
            new PollVote(
                "{\"1\":60,\"2\":40}",
                1_700_000_200L,
                "because",
                Samples.hash(8),
                PollVote.Status.SENT,
                "0xsignature",
                Optional.of(new Receipt(Samples.hash(8), "bafyvote", "0xrelayer", "0xreceipt")),
                "told",
                2,
                Samples.NOW));
  }
}
