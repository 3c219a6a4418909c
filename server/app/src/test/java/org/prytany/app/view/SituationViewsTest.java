package org.prytany.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prytany.app.rest.JsonSetup;
import org.prytany.governance.comparison.Agreement;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.decision.Recalled;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.prytany.spi.Circumstances;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.Support;
import org.prytany.spi.Token;
import org.prytany.spi.VotingSituation;

/** What the API tells of a situation is what `prytany policy replay` reads: both hold one file. */
class SituationViewsTest {

  private static final Path READ_BY_REPLAY =
      Path.of("..", "policies", "src", "test", "resources", "org", "prytany", "policies");
  private static final Address GOVERNOR = new Address("0x" + "60".repeat(20));
  private static final Address TREASURY = new Address("0x" + "70".repeat(20));
  private static final Address PAYEE = new Address("0x" + "b0".repeat(20));
  private static final Token DOLLARS =
      new Token(
          Optional.of(new Address("0x" + "c0".repeat(20))), Optional.of("USDX"), OptionalInt.of(6));

  @Test
  void all_of_a_situation_is_told() throws IOException {
    assertThat(told(Set.of(), Optional.of(text()), around()))
        .isEqualToIgnoringWhitespace(Files.readString(READ_BY_REPLAY.resolve("situation.json")));
  }

  @Test
  void what_is_not_known_is_absent() throws IOException {
    assertThat(told(EnumSet.allOf(Recalled.Part.class), Optional.empty(), Circumstances.NOT_ASKED))
        .doesNotContain("secondsToDeadline", "votingPower", "treasuryShare", "leaving", "\"text\"")
        .doesNotContain("tally", "quorum", "proposerHistory", "null");
  }

  private static VotingSituation.TextFacts text() {
    return new VotingSituation.TextFacts(
        1, 2, true, "A grant", Optional.of("differs"), Optional.of(List.of("AMOUNT_CONTRADICTED")));
  }

  private static Circumstances around() {
    return new Circumstances(
        Optional.of(new Circumstances.Tally(BigInteger.TEN, BigInteger.TWO, BigInteger.ONE)),
        Optional.of(BigInteger.valueOf(12)),
        Optional.of(
            List.of(
                new Circumstances.Leaving(
                    DOLLARS.contract(), BigInteger.valueOf(2_500_000), BigInteger.TEN.pow(9)))),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Circumstances.History(5, 3, 1, 2)));
  }

  private static String told(
      Set<Recalled.Part> unknown,
      Optional<VotingSituation.TextFacts> text,
      Circumstances circumstances) {
    ProposalContent content =
        new ProposalContent(
            new ProposalKey(1, GOVERNOR, BigInteger.valueOf(7)),
            PAYEE,
            List.of(),
            List.of(),
            List.of(),
            "0x41",
            "0x" + "1".repeat(64),
            100,
            200,
            "0x" + "2".repeat(64),
            90,
            "0x" + "3".repeat(64));
    DecodedAction inner =
        new DecodedAction(
            0, PAYEE, BigInteger.ONE, "0xdeadbeef00", Optional.empty(), List.of(), "", List.of());
    DecodedAction outer =
        new DecodedAction(
            0,
            GOVERNOR,
            BigInteger.ZERO,
            "0xa9059cbb",
            Optional.of("transfer(address,uint256)"),
            List.of(),
            "",
            List.of(inner));
    Effect moved =
        new Effect(
            Effect.Kind.TRANSFER,
            DOLLARS.contract().orElseThrow(),
            Optional.of(TREASURY),
            Optional.of(PAYEE),
            Optional.of(DOLLARS),
            BigInteger.valueOf(2_500_000),
            "",
            "");
    VotingSituation situation =
        new VotingSituation(
            new ProposalSnapshot(
                content.key(),
                PAYEE,
                "A",
                content.contentHash(),
                List.of(outer),
                Optional.of(
                    new SimulatedEffects(
                        true, Optional.empty(), List.of(moved), "0x00", 95, "eth_call"))),
            95,
            3_600,
            BigInteger.TEN.pow(21),
            List.of(
                new VotingSituation.Payment(
                    DOLLARS, new BigDecimal("2.5"), BigInteger.valueOf(2_500_000), PAYEE)),
            new BigDecimal("0.0025"),
            true,
            List.of(new VotingSituation.Parameter(GOVERNOR, "votingDelay", "7")),
            true,
            EnumSet.allOf(Support.class),
            text,
            circumstances);
    Dao dao =
        new Dao(
            "demo",
            "Demo",
            1,
            GOVERNOR,
            TREASURY,
            0,
            Optional.empty(),
            Optional.empty(),
            Set.of(PAYEE),
            1,
            Set.of("guard"),
            Map.of());
    return JsonSetup.create()
        .toJson(
            SituationViews.of(
                dao,
                Proposal.fresh(content),
                new Recalled(
                    situation,
                    unknown,
                    true,
                    Optional.empty(),
                    Optional.of("Blocked."),
                    Optional.of(new Agreement(Agreement.Kind.DIFFERS, "Ten times.")))));
  }
}
