package org.prytany.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.bind.Jsonb;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prytany.app.rest.JsonSetup;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.act.ActOutcome;
import org.prytany.governance.chain.BlockRef;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.proposal.ChainView;
import org.prytany.governance.proposal.Digested;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.governance.statement.Kept;
import org.prytany.governance.statement.Roster;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.Span;
import org.prytany.spi.TextDigest;
import org.prytany.spi.Token;

class ViewsTest {

  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
  private static final Address GOVERNOR = new Address("0x00000000000000000000000000000000000000aa");
  private static final Address TREASURY = new Address("0x00000000000000000000000000000000000000bb");
  private static final Address TOKEN = new Address("0x00000000000000000000000000000000000000cc");
  private static final Address TREASURER =
      new Address("0x19e7e376e7c213b7e7e7e46cc70a5dd086daff2a");
  private static final String HASH = "0x" + "1".repeat(64);
  private static final Dao DAO =
      new Dao(
          "demo",
          "Demo",
          31337,
          GOVERNOR,
          TREASURY,
          0,
          Optional.empty(),
          Optional.of(TREASURER),
          Set.of(TREASURER),
          1,
          Set.of(),
          Map.of(TREASURY, "Treasury"));
  private static final Effect PAYMENT =
      new Effect(
          Effect.Kind.TRANSFER,
          TOKEN,
          Optional.of(TREASURY),
          Optional.of(TREASURER),
          Optional.of(new Token(Optional.of(TOKEN), Optional.of("USDX"), OptionalInt.of(6))),
          new BigInteger("25000500000"),
          "",
          "");

  private static final DecodedAction CALL =
      new DecodedAction(
          0,
          TOKEN,
          BigInteger.ZERO,
          "0xa9059cbb",
          Optional.empty(),
          List.of(),
          "Transfer.",
          List.of());

  private static Dao named(String label) {
    return DAO.withLabels(Map.of(TREASURER, label));
  }

  private final Jsonb json = JsonSetup.create();

  private static Proposal proposal() {
    String description = "# A grant\n\nPay 25,000.5 USDX.";
    ProposalContent content =
        new ProposalContent(
            new ProposalKey(31337, GOVERNOR, BigInteger.ONE.shiftLeft(255)),
            TREASURER,
            List.of(TOKEN),
            List.of(BigInteger.ZERO),
            List.of("0xa9059cbb"),
            "0x"
                + java.util.HexFormat.of()
                    .formatHex(description.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
            HASH,
            NOW.getEpochSecond(),
            NOW.getEpochSecond() + 3600,
            HASH,
            7,
            HASH);
    return Proposal.fresh(content)
        .change()
        .chain(
            new ChainView(
                ProposalState.QUEUED,
                BigInteger.TEN.pow(30),
                BigInteger.ZERO,
                BigInteger.ZERO,
                BigInteger.ONE,
                NOW.getEpochSecond(),
                true,
                OptionalLong.of(NOW.getEpochSecond() + 60),
                new BlockRef(9, HASH, HASH, NOW.getEpochSecond())))
        .digest(
            Optional.of(
                new Digested(
                    new TextDigest(
                        "A grant of 25,000.5 USDX",
                        List.of(new TextDigest.Sentence("Pay 25,000.5 USDX.", new Span(11, 29))),
                        List.of(
                            new Claim.Payment(
                                new BigDecimal("25000.5"),
                                "USDX",
                                Optional.empty(),
                                new Span(11, 28))),
                        "test-1"),
                    content.contentHash(),
                    "digest 1",
                    "model " + "a".repeat(64),
                    "cpu",
                    NOW,
                    12)))
        .effects(
            Optional.of(
                new EffectsReport(
                    content.contentHash(),
                    List.of(),
                    new SimulatedEffects(
                        true, Optional.empty(), List.of(PAYMENT), HASH, 9, "eth_call"))))
        .execution(
            Optional.of(
                Act.intended(
                        ActKind.EXECUTE,
                        content.key(),
                        content.contentHash(),
                        TREASURER,
                        new PlannedCall(GOVERNOR, BigInteger.ZERO, "0x"),
                        "execute",
                        NOW)
                    .withOutcome(new ActOutcome.DoneElsewhere(Optional.of(HASH), "0xabc"))))
        .build();
  }

  @Test
  void aProposalBecomesTheJsonOfTheContract() {
    String text =
        json.toJson(
            ProposalViews.full(
                DAO,
                proposal(),
                List.of(),
                Roster.of(DAO),
                NOW,
                Optional.empty(),
                Optional.empty()));

    assertThat(text)
        .contains("\"id\":\"" + BigInteger.ONE.shiftLeft(255) + "\"")
        .contains("\"state\":\"QUEUED\"")
        .contains("\"for\":\"1000000000000000000000000000000\"")
        .contains("\"deadline\":\"2026-11-23T10:00:00Z\"")
        .contains("\"status\":\"done-elsewhere\"")
        .contains("\"stale\":false")
        .contains("\"line\":\"Pays 25,000.5 USDX from Treasury (")
        .contains("\"text\":\"Pay 25,000.5 USDX\"")
        .doesNotContain("null")
        .doesNotContain("\"verdict\"")
        .doesNotContain("Optional");
  }

  @Test
  void aListSaysInOneLineWhatAProposalPaysToWhom() {
    Proposal proposal = proposal();
    Proposal paid =
        proposal
            .change()
            .effects(
                proposal
                    .effects()
                    .map(
                        report ->
                            new EffectsReport(
                                report.contentHash(), List.of(CALL), report.effects())))
            .build();

    assertThat(ProposalViews.summary(DAO, proposal, List.of(), false).executes())
        .contains(
            "Changes nothing on chain: it has no calls. No sentence was found that says what the text asks");
    assertThat(ProposalViews.summary(DAO, paid, List.of(), false).executes())
        .contains("Pays 25,000.5 USDX to 0x19E7E376E7C213B7E7e7e46cc70A5dD086DAff2A");
    assertThat(ProposalViews.summary(named("Writers"), paid, List.of(), false).executes())
        .contains("Pays 25,000.5 USDX to Writers (0x19E7…ff2A)");
  }

  @Test
  void aFindingShowsItsAddressesWithTheirChecksum() {
    Finding finding =
        new Finding("X", Finding.Severity.RED, "It pays " + TREASURER + ".", Optional.empty(), -1);

    assertThat(TextViews.finding(finding).text())
        .isEqualTo("It pays 0x19E7E376E7C213B7E7e7e46cc70A5dD086DAff2A.");
  }

  @Test
  void theTimelineSaysWhenItWasProposedAndWhenATreasurerApproved() {
    Proposal proposal = proposal();
    TreasurerStatement statement =
        approval(proposal, NOW.getEpochSecond() + 60).kept(new Kept(1, NOW));
    Proposal with = proposal.change().statements(List.of(statement)).build();

    assertThat(Moments.timeline(with))
        .filteredOn(event -> event.what().equals("Approved by a treasurer"))
        .extracting(ProposalView.Event::at)
        .containsExactly(Optional.of("2026-11-23T09:00:00Z"));
  }

  @Test
  void aDigestOfAnotherContentIsShownAsStale() {
    Proposal proposal = proposal();

    DigestView view =
        TextViews.digest(proposal.digest().orElseThrow(), "Pay.", "0x" + "2".repeat(64), false);

    assertThat(view.stale()).isTrue();
    assertThat(view.claims().getFirst().text()).as("a span outside the text").isEmpty();
  }

  @Test
  void aStatementThatNoLongerCountsSaysWhy() {
    Proposal proposal = proposal();
    TreasurerStatement expired =
        approval(proposal, NOW.getEpochSecond() - 1).kept(new Kept(1, NOW));
    Proposal with = proposal.change().statements(List.of(expired)).build();

    ApprovalsView view = ApprovalViews.approvals(DAO, with, Roster.of(DAO), NOW);

    assertThat(view.given()).isZero();
    assertThat(view.missing()).isEqualTo(1);
    assertThat(view.statements().getFirst().counts()).isFalse();
    assertThat(view.statements().getFirst().why()).contains("It has expired.");
  }

  @Test
  void howManyApprovedStandsOnceInAPayout() {
    Proposal proposal = proposal();
    TreasurerStatement expired =
        approval(proposal, NOW.getEpochSecond() - 1).kept(new Kept(1, NOW));
    Proposal free =
        proposal
            .change()
            .statements(List.of(expired))
            .verdict(
                Optional.of(
                    new Verdict(proposal.content().contentHash(), HASH, List.of(), List.of())))
            .build();

    PayoutView view = ApprovalViews.payout(DAO, free, Roster.of(DAO), NOW);

    assertThat(view.approvals().missing()).isEqualTo(1);
    assertThat(view.next())
        .startsWith("Treasurers approve or reject it. 1 earlier statement(s) no longer count")
        .doesNotContain("approvals are there");
  }

  private static TreasurerStatement approval(Proposal proposal, long expiry) {
    return new TreasurerStatement(
        TreasurerStatement.Kind.APPROVE,
        proposal.key(),
        List.of(),
        List.of(),
        "",
        TREASURER,
        TREASURER,
        1,
        expiry,
        proposal.content().contentHash(),
        proposal.content().actionsHash(),
        HASH,
        "0x",
        Optional.empty());
  }

  @Test
  void anUnlimitedAllowanceIsCalledThat() {
    Effect effect =
        new Effect(
            Effect.Kind.ALLOWANCE,
            TOKEN,
            Optional.of(TREASURY),
            Optional.of(TREASURER),
            PAYMENT.token(),
            BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE),
            "",
            "");

    assertThat(TextViews.effectList(List.of(effect), DAO.labels()).getFirst().line())
        .contains("spend an unlimited amount of USDX");
  }

  @Test
  void addressesCarryTheirChecksum() {
    assertThat(Checksummed.of(TREASURER)).isEqualTo("0x19E7E376E7C213B7E7e7e46cc70A5dD086DAff2A");
  }
}
