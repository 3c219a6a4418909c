package org.prytany.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
                  // Called at an account that is no bridge that is known.
                  || declared.contains(EffectRule.Kind.CARRIED)
                  || declared.contains(EffectRule.Kind.REMOTE)
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

  @Test
  void aStreamSaysFromWhenToWhen() {
    String call =
        AbiBytes.selector("createStream(address,uint256,address,uint256,uint256)")
            + "0".repeat(24)
            + "a1".repeat(20)
            + word(63_072_000_000L)
            + "0".repeat(24)
            + "a0b86991c6218b36c1d19d4a2e9eb0ce3606eb48"
            + word(1_798_761_600L);

    assertThat(effects(call + word(1_830_297_615L)).effects())
        .extracting(Effect::kind, Effect::subject)
        .containsExactly(
            tuple(
                Effect.Kind.ALLOWANCE,
                "stream from 2027-01-01 00:00 UTC to 2028-01-01 00:00:15 UTC"));
    // No calendar goes so far.
    assertThat(effects(call + word(Long.MAX_VALUE)).effects())
        .extracting(Effect::subject)
        .allMatch(subject -> subject.endsWith(" seconds since 1970"));
  }

  private static String word(long number) {
    return String.format("%064x", number);
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
