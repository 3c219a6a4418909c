package org.prytany.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.abi.AbiWriting;
import org.prytany.chain.decode.EffectRule;
import org.prytany.chain.decode.KnownFunction;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.SimulatedEffects;

class OfflineTest {
  private static final Address TREASURY = new Address("0x0000000000000000000000000000000000071e10");
  private static final Address TARGET = new Address("0x00000000000000000000000000000000000070ce");
  private static final Dao DAO = Dao.onlyRead("none", "None", 1, TREASURY, TREASURY);

  private static SimulatedEffects effects(String calldata) {
    ProposalContent content =
        new ProposalContent(
            new ProposalKey(1, TREASURY, BigInteger.ONE),
            TREASURY,
            List.of(TARGET),
            List.of(BigInteger.ZERO),
            List.of(calldata),
            "0x",
            AbiBytes.keccak(new byte[0]),
            1,
            2,
            "",
            0,
            "");
    return ChainAdapters.offlineSimulator()
        .simulate(DAO, content, ChainAdapters.offlineDecoder().decode(DAO, content));
  }

  @Test
  void everyFunctionThatTheDecoderKnowsHasTheEffectsThatItDeclares() {
    for (KnownFunction function : KnownFunctions.bundled().all()) {
      Set<EffectRule.Kind> declared =
          function.effects().stream().map(EffectRule::kind).collect(Collectors.toSet());

      List<Effect.Kind> kinds =
          effects(AbiBytes.selector(function.signature()) + AbiWriting.arguments(function.types()))
              .effects()
              .stream()
              .map(Effect::kind)
              .toList();

      assertThat(kinds.contains(Effect.Kind.UNKNOWN_CALL))
          .as(function.signature())
          .isEqualTo(
              declared.contains(EffectRule.Kind.INSIDE)
                  || declared.contains(EffectRule.Kind.OBSERVED)
                  || declared.contains(EffectRule.Kind.UNKNOWN));
      assertThat(kinds.isEmpty())
          .as(function.signature())
          .isEqualTo(declared.equals(Set.of(EffectRule.Kind.NONE)));
    }
  }

  @Test
  void everyFunctionSaysWhereItIsKnownFrom() {
    assertThat(KnownFunctions.bundled().all())
        .hasSizeGreaterThan(200)
        .allSatisfy(function -> assertThat(function.knowledge()).matches("bundled: .+ \\(.+\\)"));
  }

  /** The comparison lets words explain the one and never the other. */
  @Test
  void whatOnlyASimulationShowsIsToldFromWhatNobodyCanKnow() {
    for (KnownFunction function : KnownFunctions.bundled().all()) {
      String selector = AbiBytes.selector(function.signature());
      List<String> subjects =
          effects(selector + AbiWriting.arguments(function.types())).effects().stream()
              .filter(effect -> effect.kind() == Effect.Kind.UNKNOWN_CALL)
              .map(Effect::subject)
              .toList();
      for (EffectRule rule : function.effects()) {
        if (rule.kind() == EffectRule.Kind.OBSERVED) {
          assertThat(subjects).as(function.signature()).containsExactly(function.signature());
        } else if (rule.kind() == EffectRule.Kind.UNKNOWN) {
          assertThat(subjects).as(function.signature()).contains(selector);
        }
      }
    }
  }

  @Test
  void aCallThatNobodyKnowsIsAnUnknownEffect() {
    assertThat(effects("0x12345678").effects())
        .extracting(Effect::kind)
        .containsExactly(Effect.Kind.UNKNOWN_CALL);
  }
}
