package org.prytany.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.effects.ChainFacts;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.proposal.Asked;
import org.prytany.governance.proposal.Digested;
import org.prytany.governance.proposal.ExecutionReceipt;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.proposal.Seen;
import org.prytany.spi.Address;
import org.prytany.spi.Circumstances;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.Span;
import org.prytany.spi.StateDifference;
import org.prytany.spi.TextDigest;
import org.prytany.store.body.ProposalBody;

/**
 * The form of what is stored outlives versions of the code: it changes only together with SCHEMA.
 */
class StoredFormTest {

  private static final TypeReference<ProposalBody> BODY = new TypeReference<>() {};

  @Test
  void theFormOfAStoredProposalIsTheOneThatEarlierVersionsWrote() throws IOException {
    JsonMapper mapper = new JsonMapper();
    assertThat(mapper.readTree(Json.write(ProposalBody.of(Samples.complete(1)))))
        .isEqualTo(mapper.readTree(stored()));
  }

  @Test
  void aProposalThatAnEarlierVersionStoredIsRead() throws IOException {
    assertThat(Json.read(stored(), BODY, "proposals/1").toDomain(0, true))
        .isEqualTo(Samples.complete(1));
  }

  @Test
  void aDigestKeepsWhatItLeftOutAndTheModelsOfItsPlugin() {
    Proposal plain = Samples.complete(1);
    Digested before = plain.digest().orElseThrow();
    TextDigest said = before.digest();
    for (TextDigest.Note note :
        List.of(new TextDigest.Note.Preselected(400, 3_120), new TextDigest.Note.NotEnglish())) {
      Proposal noted =
          plain
              .change()
              .digest(
                  Optional.of(
                      new Digested(
                          new TextDigest(
                              said.headline(),
                              said.sentences(),
                              said.claims(),
                              List.of(note),
                              said.algorithm()),
                          before.contentHash(),
                          before.plugin(),
                          before.model(),
                          List.of("ranker " + "b".repeat(64)),
                          "onnxruntime 1.28.0",
                          before.device(),
                          before.madeAt(),
                          before.millis())))
              .build();
      assertThat(
              Json.read(Json.write(ProposalBody.of(noted)), BODY, "proposals/1").toDomain(0, true))
          .isEqualTo(noted);
    }
  }

  @Test
  void aRepairedSentenceKeepsItsPiecesAndTheirPlaces() {
    Proposal plain = Samples.complete(1);
    Digested before = plain.digest().orElseThrow();
    TextDigest said = before.digest();
    TextDigest.Sentence repaired =
        TextDigest.Sentence.of(
            List.of(
                new TextDigest.Piece("the vault", new Span(3, 12), true),
                new TextDigest.Piece("pays 5 ETH.", new Span(23, 34), false)),
            new Span(20, 34));
    Proposal changed =
        plain
            .change()
            .digest(
                Optional.of(
                    before.with(
                        new TextDigest(
                            said.headline(),
                            List.of(repaired),
                            List.of(repaired),
                            said.claims(),
                            said.notes(),
                            said.algorithm()),
                        before.asked())))
            .build();
    Proposal read =
        Json.read(Json.write(ProposalBody.of(changed)), BODY, "proposals/1").toDomain(0, true);
    assertThat(read).isEqualTo(changed);
    assertThat(read.digest().orElseThrow().hash())
        .isEqualTo(changed.digest().orElseThrow().hash())
        .isNotEqualTo(before.hash());
  }

  @Test
  void whatTheLineQuotesBesideItsSentenceIsKeptWithItsPlaces() {
    Proposal plain = Samples.complete(1);
    Digested before = plain.digest().orElseThrow();
    Asked asked =
        new Asked(
            "",
            true,
            new Asked.Parts(
                "Item | Amount", List.of(new Asked.Passage("Total | 9 ETH", new Span(3, 16))), 2),
            Optional.of(new Asked.Passage("Edit: withdrawn", new Span(20, 35))),
            "",
            List.of(),
            List.of(),
            List.of(new Asked.Passage("No fee is paid", new Span(40, 54))));
    Proposal changed =
        plain.change().digest(Optional.of(before.with(before.digest(), asked))).build();

    assertThat(
            Json.read(Json.write(ProposalBody.of(changed)), BODY, "proposals/1").toDomain(0, true))
        .isEqualTo(changed);
  }

  @Test
  void whenItsExecutionsBlockWasIsKept() {
    Proposal plain = Samples.complete(1);
    ExecutionReceipt receipt = plain.receipt().orElseThrow();
    Proposal timed =
        plain
            .change()
            .receipt(
                Optional.of(
                    new ExecutionReceipt(
                        receipt.transactionHash(),
                        receipt.block(),
                        OptionalLong.of(1_700_000_000L),
                        receipt.executedBy(),
                        receipt.balances(),
                        receipt.asSimulated(),
                        receipt.difference())))
            .build();
    assertThat(timed).isNotEqualTo(plain);
    assertThat(Json.read(Json.write(ProposalBody.of(timed)), BODY, "proposals/1").toDomain(0, true))
        .isEqualTo(timed);
  }

  @Test
  void untilWhenItCanBeExecutedIsKept() {
    Proposal plain = Samples.complete(1);
    Proposal lapsing =
        plain
            .change()
            .chain(plain.chain().orElseThrow().lapsing(OptionalLong.of(1_209_613)))
            .build();
    assertThat(lapsing).isNotEqualTo(plain);
    assertThat(
            Json.read(Json.write(ProposalBody.of(lapsing)), BODY, "proposals/1").toDomain(0, true))
        .isEqualTo(lapsing);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatAStrategyWasToldBesideIsKept(boolean withQuorum) {
    Proposal plain = Samples.complete(1);
    Optional<BigInteger> quorum = Optional.of(BigInteger.TEN).filter(ten -> withQuorum);
    Proposal told =
        plain
            .change()
            .decision(
                plain
                    .decision()
                    .map(
                        decided ->
                            decided.having(
                                new Seen(
                                    -5,
                                    BigInteger.TWO.pow(200),
                                    BigInteger.ONE,
                                    BigInteger.ZERO,
                                    quorum,
                                    Optional.of(new Circumstances.History(4, 3, 2, 1))))))
            .build();
    assertThat(told).isNotEqualTo(plain);
    assertThat(Json.read(Json.write(ProposalBody.of(told)), BODY, "proposals/1").toDomain(0, true))
        .isEqualTo(told);
  }

  @Test
  void whatTheChainSaysOfAccountsAndOldValuesIsKept() {
    Proposal plain = Samples.complete(1);
    EffectsReport before = plain.effects().orElseThrow();
    DecodedAction call = before.actions().getFirst();
    DecodedAction lent =
        new DecodedAction(
            call.index(),
            call.target(),
            call.valueWei(),
            call.calldata(),
            call.function(),
            call.arguments(),
            call.line(),
            call.nested(),
            DecodedAction.Manner.DELEGATECALL,
            Optional.of("bundled: somewhere"));
    Effect changed =
        new Effect(
            Effect.Kind.PARAMETER,
            call.target(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            BigInteger.ZERO,
            "minDelay",
            "2",
            "1");
    SimulatedEffects effects =
        new SimulatedEffects(
            true,
            Optional.empty(),
            List.of(changed),
            before.effects().effectsHash(),
            before.effects().block(),
            before.effects().method(),
            StateDifference.read(
                List.of(
                    new StateDifference.Unread(call.target(), 3, List.of("its code changes")))));
    ChainFacts facts =
        new ChainFacts(
            List.of(
                new ChainFacts.AccountFacts(
                    call.target(),
                    ChainFacts.Answer.YES,
                    ChainFacts.Answer.NO,
                    ChainFacts.Answer.UNKNOWN,
                    ChainFacts.Answer.NO,
                    ChainFacts.Answer.YES)),
            Map.of(Address.ZERO, BigInteger.TWO.pow(200)));
    EffectsReport report = new EffectsReport(before.contentHash(), List.of(lent), effects, facts);

    Proposal read =
        Json.read(
                Json.write(ProposalBody.of(plain.change().effects(Optional.of(report)).build())),
                BODY,
                "proposals/1")
            .toDomain(0, true);

    assertThat(read.effects()).contains(report);
  }

  @Test
  void aDocumentOfANewerFormIsRefusedAndNamed() {
    Json.checkSchema(Json.SCHEMA, "proposals/1");
    assertThatThrownBy(() -> Json.checkSchema(Json.SCHEMA + 1, "proposals/1"))
        .isInstanceOfSatisfying(
            PrytanyException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.STORE_CORRUPT))
        .hasMessageContaining("proposals/1")
        .hasMessageContaining("newer");
  }

  @Test
  void aFieldThatThisVersionDoesNotKnowIsRefusedAndNotDropped() throws IOException {
    String extended = stored().replaceFirst("\\{", "{\"added\":1,");
    assertThatThrownBy(() -> Json.read(extended, BODY, "proposals/1"))
        .isInstanceOf(PrytanyException.class)
        .hasMessageContaining("proposals/1")
        .hasMessageContaining("added");
  }

  private static String stored() throws IOException {
    try (InputStream in =
        StoredFormTest.class.getResourceAsStream("/proposal-body-schema-3.json")) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }
}
