package org.prytany.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.signer.World.ALICE;
import static org.prytany.signer.World.BOB;
import static org.prytany.signer.World.address;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.governance.approval.ContractSignatures;
import org.prytany.governance.pause.PauseOrder;
import org.prytany.governance.pause.PauseScope;
import org.prytany.governance.statement.PluginOrder;
import org.prytany.governance.statement.StatementData;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.governance.statement.TreasurerStatement.Kind;
import org.prytany.governance.typeddata.TypedData;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;
import org.web3j.crypto.Sign;
import org.web3j.crypto.StructuredDataEncoder;

class TreasurerSignaturesTest {

  private static final byte[] DIGEST = HexFormat.of().parseHex("5a".repeat(32));
  private static final Address SAFE = new Address("0x" + "5a".repeat(20));

  private final TreasurerSignatures keysOnly = new TreasurerSignatures(ContractSignatures.NONE);

  @Test
  void typedDataHashesAndSignaturesAreThoseOfEthersAndOfTheLibrary() throws IOException {
    int checked = 0;
    for (JsonNode vector : vectors()) {
      if (!vector.has("type")) {
        continue;
      }
      TypedData data =
          switch (vector.get("type").asText()) {
            case "PrytanyPause" -> order(vector).data();
            case "PrytanyPlugin" -> plugin(vector).data();
            default -> StatementData.of(statement(vector));
          };
      assertThat(TypedData.hex(data.domainSeparator()))
          .isEqualTo(vector.get("domainSeparator").asText());
      assertThat(TypedData.hex(data.messageHash())).isEqualTo(vector.get("messageHash").asText());
      assertThat(TypedData.hex(data.digest())).isEqualTo(vector.get("digest").asText());
      assertThat(new StructuredDataEncoder(data.json()).hashStructuredData())
          .isEqualTo(data.digest());
      assertThat(
              keysOnly.signed(
                  vector.get("chainId").asLong(),
                  new Address(vector.get("signer").asText()),
                  data.digest(),
                  vector.get("signature").asText()))
          .isTrue();
      checked++;
    }
    assertThat(checked).isEqualTo(7);
  }

  @Test
  void aSignInTextSignedByEthersIsRecovered() throws IOException {
    int checked = 0;
    for (JsonNode vector : vectors()) {
      if (vector.has("personal")) {
        String text = vector.get("personal").asText();
        String signature = vector.get("signature").asText();
        Address signer = new Address(vector.get("signer").asText());
        assertThat(EthereumSignatures.recoverPersonal(text, signature)).contains(signer);
        assertThat(EthereumSignatures.recoverPersonal(text + " ", signature))
            .isNotEqualTo(Optional.of(signer));
        checked++;
      }
    }
    assertThat(checked).isEqualTo(1);
  }

  @Test
  void recoveryIdsOfZeroAndOneAreAcceptedAsHardwareWalletsWriteThem() {
    String signature = World.signature(DIGEST, ALICE);
    String v = signature.endsWith("1b") ? "00" : "01";
    assertThat(byAlice(signature)).isTrue();
    assertThat(byAlice(signature.substring(0, 130) + v)).isTrue();
  }

  @Test
  void theSecondFormOfASignatureWithAHighSIsRefused() {
    String signature = World.signature(DIGEST, ALICE);
    BigInteger s = new BigInteger(signature.substring(66, 130), 16);
    String mirrored = "%064x".formatted(Sign.CURVE_PARAMS.getN().subtract(s));
    String v = signature.endsWith("1b") ? "1c" : "1b";
    assertThat(byAlice(signature.substring(0, 66) + mirrored + v)).isFalse();
  }

  @Test
  void brokenSignaturesAreRefusedWithoutAnyOtherError() {
    String signature = World.signature(DIGEST, ALICE);
    for (String broken :
        new String[] {
          "",
          "0x",
          signature.substring(2),
          signature + "00",
          signature.substring(0, 130),
          signature.substring(0, 130) + "1d",
          signature.substring(0, 130) + "zz",
          "0x" + "00".repeat(65),
          "0x" + "ff".repeat(65),
          "0x" + "00".repeat(32) + "01".repeat(32) + "1b",
          "0x" + "05".repeat(32) + "00".repeat(32) + "1b",
          World.signature(DIGEST, BOB)
        }) {
      assertThat(byAlice(broken)).as(broken).isFalse();
    }
  }

  @Test
  void aContractIsAskedWhereNoKeySignedAndOnlyItsWordCounts() {
    List<String> asked = new ArrayList<>();
    for (ContractSignatures.Answer answer : ContractSignatures.Answer.values()) {
      TreasurerSignatures signatures =
          new TreasurerSignatures(
              (chainId, account, digest, signature) -> {
                asked.add(chainId + " " + account + " " + signature.length);
                return answer;
              });
      assertThat(signatures.signed(5, SAFE, DIGEST, World.signature(DIGEST, ALICE)))
          .isEqualTo(answer == ContractSignatures.Answer.VALID);
      assertThat(signatures.signed(5, address(ALICE), DIGEST, World.signature(DIGEST, ALICE)))
          .isTrue();
    }
    assertThat(asked).hasSize(3).containsOnly("5 " + SAFE + " 65");
  }

  @Test
  void aContractIsNotAskedAboutMoreThanItCouldNeed() {
    TreasurerSignatures everything =
        new TreasurerSignatures(
            (chainId, account, digest, signature) -> ContractSignatures.Answer.VALID);
    assertThat(everything.signed(5, SAFE, DIGEST, "0x" + "00".repeat(8_192))).isTrue();
    assertThat(everything.signed(5, SAFE, DIGEST, "0x" + "00".repeat(8_193))).isFalse();
    assertThat(everything.signed(5, SAFE, DIGEST, "0x0")).isFalse();
    assertThat(everything.signed(5, SAFE, DIGEST, "no hex")).isFalse();
  }

  private boolean byAlice(String signature) {
    return keysOnly.signed(1, address(ALICE), DIGEST, signature);
  }

  private static TreasurerStatement statement(JsonNode vector) {
    JsonNode message = vector.get("message");
    return new TreasurerStatement(
        Kind.valueOf(message.get("kind").asText().toUpperCase(Locale.ROOT)),
        new ProposalKey(
            vector.get("chainId").asLong(),
            new Address(vector.get("governor").asText()),
            new BigInteger(message.get("proposalId").asText())),
        texts(message.get("effects")),
        texts(message.get("lifts")),
        message.get("reason").asText(),
        new Address(message.get("treasurer").asText()),
        new Address(message.get("executor").asText()),
        message.get("counter").asLong(),
        message.get("expiry").asLong(),
        message.get("contentHash").asText(),
        message.get("actionsHash").asText(),
        message.get("effectsHash").asText(),
        vector.get("signature").asText(),
        Optional.empty());
  }

  private static PluginOrder plugin(JsonNode vector) {
    JsonNode message = vector.get("message");
    return new PluginOrder(
        vector.get("chainId").asLong(),
        new Address(vector.get("governor").asText()),
        PluginOrder.Action.DOWNGRADE,
        message.get("server").asText(),
        message.get("plugin").asText(),
        message.get("version").asText(),
        message.get("sha256").asText().substring(2),
        message.get("replaces").asText().substring(2),
        new Address(message.get("operator").asText()),
        message.get("nonce").asText().substring(2),
        message.get("expiry").asLong(),
        "");
  }

  private static PauseOrder order(JsonNode vector) {
    JsonNode message = vector.get("message");
    return new PauseOrder(
        PauseOrder.Kind.valueOf(message.get("kind").asText().toUpperCase(Locale.ROOT)),
        vector.get("chainId").asLong(),
        new Address(vector.get("governor").asText()),
        PauseScope.valueOf(message.get("scope").asText().toUpperCase(Locale.ROOT)),
        texts(message.get("ends")),
        message.get("reason").asText(),
        new Address(message.get("treasurer").asText()),
        new Address(message.get("executor").asText()),
        message.get("counter").asLong(),
        vector.get("signature").asText(),
        Optional.empty());
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static JsonNode vectors() throws IOException {
    try (InputStream in =
        TreasurerSignaturesTest.class.getResourceAsStream("/statement-vectors.json")) {
      return new JsonMapper().readTree(in);
    }
  }
}
