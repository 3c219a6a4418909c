package org.prytany.chain.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.simulation.ActionDecoder;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.ProposalKey;

/** Functions that only the text of a proposal names. */
class SpelledFunctionsTest {

  private static final Address VAULT = new Address("0x00000000000000000000000000000000000a7a57");
  private static final Dao DAO =
      new Dao(
          "demo",
          "Demo",
          1,
          new Address("0x0000000000000000000000000000000000090e10"),
          new Address("0x0000000000000000000000000000000000071e10"),
          0,
          Optional.empty(),
          Optional.empty(),
          Set.of(),
          1,
          Set.of(),
          Map.of());

  private static DecodedAction decoded(String text, String calldata) {
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    ProposalContent content =
        new ProposalContent(
            new ProposalKey(1, DAO.governor(), BigInteger.ONE),
            VAULT,
            List.of(VAULT),
            List.of(BigInteger.ZERO),
            List.of(calldata),
            "0x" + HexFormat.of().formatHex(raw),
            AbiBytes.keccak(raw),
            1,
            2,
            "0x" + "0".repeat(64),
            1,
            "0x" + "0".repeat(64));
    return new TableActionDecoder(Tokens.UNKNOWN, KnownFunctions.bundled())
        .decode(DAO, content)
        .getFirst();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Call `admit(address member, uint seats)` now    | admit(address,uint256)
          It runs admit(address,uint256).                 | admit(address,uint256)
          poke() wakes it                                 | poke()
          setAll(address[] calldata who, bytes32 _root)   | setAll(address[],bytes32)
          """)
  void anUnknownFunctionIsShownByTheNameThatTheTextSpellsOut(String text, String signature) {
    DecodedAction action = decoded(text, AbiBytes.selector(signature) + "00".repeat(32));

    assertThat(action.line()).contains("Unknown call").contains("the proposal's text calls it");
    assertThat(action.line()).contains(signature);
    assertThat(action.knowledge()).contains(ActionDecoder.SPELLED_BY_TEXT + signature);
    // An author's word makes no function known.
    assertThat(action.function()).isEmpty();
    assertThat(action.arguments()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "We admit(alice, 25) to the vault.",
        "admit(address member, number seats)",
        "xadmit(address,uint256)",
        "admit (address,uint256)",
        "no names at all"
      })
  void whatIsNoSignatureNamesNothing(String text) {
    DecodedAction action =
        decoded(text, AbiBytes.selector("admit(address,uint256)") + "00".repeat(64));

    assertThat(action.knowledge()).isEmpty();
    assertThat(action.line()).doesNotContain("calls it");
  }

  @Test
  void aKnownFunctionKeepsItsOwnMeaningWhateverTheTextCallsIt() {
    // The selector of collate_propagate_storage(bytes16) is that of burn(uint256).
    String burn = AbiBytes.selector("burn(uint256)");
    assertThat(AbiBytes.selector("collate_propagate_storage(bytes16)")).isEqualTo(burn);

    DecodedAction action =
        decoded("collate_propagate_storage(bytes16) tidies up", burn + "00".repeat(31) + "05");

    assertThat(action.function()).contains("burn(uint256)");
    assertThat(action.line()).startsWith("Burn").doesNotContain("collate");
  }

  @Test
  void aTextOfNothingButSignaturesIsReadInBoundedTime() {
    StringBuilder text = new StringBuilder();
    while (text.length() < 1_000_000) {
      text.append("f").append(text.length()).append("(address,uint256) ");
    }
    String early = AbiBytes.selector("f1(address,uint256)");

    // Of more signatures than anyone reads, the first thousand count.
    assertThat(decoded(text.toString(), early).knowledge()).isPresent();
    assertThat(decoded(text + "late(bool)", AbiBytes.selector("late(bool)")).knowledge()).isEmpty();
  }
}
