package org.prytany.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.SimulatedEffects;

class OfflineTest {
  private static final Address TREASURY = new Address("0x0000000000000000000000000000000000071e10");
  private static final Address TARGET = new Address("0x00000000000000000000000000000000000070ce");
  private static final Dao DAO =
      new Dao(
          "none",
          "None",
          1,
          TREASURY,
          TREASURY,
          0,
          Optional.empty(),
          Optional.empty(),
          Set.of(),
          1,
          Set.of(),
          Map.of());

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

  private static List<String> knownFunctions() throws IOException {
    try (InputStream table =
        ChainAdapters.class.getResourceAsStream("decode/known-functions.txt")) {
      return new String(table.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }

  @Test
  void everyFunctionThatTheDecoderKnowsHasAnEffect() throws IOException {
    for (String line : knownFunctions()) {
      if (line.split("\\|", -1).length > 2) {
        continue;
      }
      String declared = line.substring(0, line.indexOf('|')).strip();
      String signature = declared.replaceAll(" \\w+(?=[,)])", "").replace(" ", "");

      // Another small number in every word: accounts differ, and no amount is zero.
      StringBuilder arguments = new StringBuilder();
      for (int word = 1; word <= 7; word++) {
        arguments.append(AbiBytes.word(BigInteger.valueOf(word)));
      }
      SimulatedEffects effects = effects(AbiBytes.selector(signature) + arguments);

      assertThat(effects.effects())
          .as(signature)
          .isNotEmpty()
          .extracting(Effect::kind)
          .doesNotContain(Effect.Kind.UNKNOWN_CALL);
      assertThat(effects.method()).isEqualTo("decoded");
    }
  }

  @Test
  void aCallThatNobodyKnowsIsAnUnknownEffect() {
    assertThat(effects("0x12345678").effects())
        .extracting(Effect::kind)
        .containsExactly(Effect.Kind.UNKNOWN_CALL);
  }
}
