package org.prytany.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.prytany.contracts.generated.PrytanyGovernor;
import org.web3j.abi.CustomErrorEncoder;
import org.web3j.abi.datatypes.CustomError;
import org.web3j.protocol.core.Response;
import org.web3j.utils.Numeric;

class ContractErrorsTest {
  private static final String ADDRESS_WORD =
      "00000000000000000000000070997970c51812dc3a010c7d01b50e0d17dc79c8";

  private static Response.Error error(String message, String data) {
    Response.Error error = new Response.Error(3, message);
    error.setData(data);
    return error;
  }

  private static String selector(CustomError error) {
    return CustomErrorEncoder.encode(error).substring(0, 10);
  }

  @Test
  void selectorsAgreeWithTheGeneratedWrappers() {
    String selector = selector(PrytanyGovernor.GOVERNORALREADYCASTVOTE_ERROR);

    assertThat(ContractErrors.decode(selector + ADDRESS_WORD).orElseThrow())
        .hasToString("GovernorAlreadyCastVote(0x70997970c51812dc3a010c7d01b50e0d17dc79c8)");
  }

  @Test
  void reasonStringsAndPanicsAreRead() {
    String reason =
        "0x08c379a0"
            + "0000000000000000000000000000000000000000000000000000000000000020"
            + "0000000000000000000000000000000000000000000000000000000000000004"
            + "6e6f706500000000000000000000000000000000000000000000000000000000";
    String panic = "0x4e487b71" + "0".repeat(62) + "11";

    assertThat(ContractErrors.decode(reason).orElseThrow()).hasToString("Error(nope)");
    assertThat(ContractErrors.decode(panic).orElseThrow()).hasToString("Panic(17)");
  }

  @Test
  void dataOfEveryProvidersShapeIsFound() {
    assertThat(ContractErrors.revertData(error("execution reverted", "\"0xABCD\"")))
        .contains("0xabcd");
    assertThat(ContractErrors.revertData(error("execution reverted", "0xabcd"))).contains("0xabcd");
    assertThat(
            ContractErrors.revertData(
                error("Error: VM Exception", "{\"message\":\"reverted\",\"data\":\"0xabcd\"}")))
        .contains("0xabcd");
    assertThat(
            ContractErrors.revertData(
                error("VM error", "{\"data\":{\"data\":\"0xabcd\",\"code\":3}}")))
        .contains("0xabcd");
    assertThat(ContractErrors.revertData(error("execution reverted: 0xabcd", null)))
        .contains("0xabcd");
    assertThat(ContractErrors.revertData(error("execution reverted", null))).contains("0x");
  }

  @Test
  void errorsThatAreNoRevertsCarryNoData() {
    assertThat(ContractErrors.revertData(error("nonce too low", null))).isEmpty();
    assertThat(ContractErrors.revertData(error("rate limited", "\"try later\""))).isEmpty();
    assertThat(ContractErrors.revertData(error("rate limited", "{\"retry\":3}"))).isEmpty();
  }

  @Test
  void unknownShortAndBrokenDataIsNotDecoded() {
    String selector = selector(PrytanyGovernor.GOVERNORALREADYCASTVOTE_ERROR);

    assertThat(ContractErrors.decode("0x")).isEmpty();
    assertThat(ContractErrors.decode("0x12345678")).isEmpty();
    assertThat(ContractErrors.decode(selector)).isEmpty();
    assertThat(ContractErrors.decode(selector + "00ff")).isEmpty();
    assertThat(ContractErrors.decode("not hex at all")).isEmpty();
  }

  @Test
  void noDataMakesTheDecoderThrow() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      byte[] body = new byte[random.nextInt(200)];
      random.nextBytes(body);
      String data = "0x08c379a0" + Numeric.toHexStringNoPrefix(body);
      ContractErrors.decode(data).ifPresent(error -> assertThat(error.name()).isEqualTo("Error"));
    }
  }

  @Test
  void artifactsCarryBytecodeAndUnknownOnesAreNamed() {
    for (String name : ContractArtifact.NAMES) {
      ContractArtifact artifact = ContractArtifact.load(name);
      assertThat(artifact.bytecode()).matches("0x[0-9a-f]{1000,}");
      assertThat(artifact.deployedBytecode()).matches("0x[0-9a-f]{1000,}");
      assertThat(artifact.abi().isArray()).isTrue();
    }
    assertThatThrownBy(() -> ContractArtifact.load("Nothing"))
        .hasMessageContaining("'Nothing'")
        .hasMessageContaining("PrytanyGovernor");
  }
}
