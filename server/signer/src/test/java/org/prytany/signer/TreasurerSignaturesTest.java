package org.prytany.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.prytany.signer.World.ALICE;
import static org.prytany.signer.World.KEY;
import static org.prytany.signer.World.STRANGER;
import static org.prytany.signer.World.address;
import static org.prytany.signer.World.effects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.governance.approval.TreasurerStatement;
import org.prytany.governance.approval.TreasurerStatement.Kind;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Address;
import org.prytany.spi.ProposalKey;
import org.web3j.crypto.Sign;
import org.web3j.crypto.StructuredDataEncoder;

class TreasurerSignaturesTest {

  private final World world = new World();
  private final TreasurerSignatures signatures = new TreasurerSignatures();

  @Test
  void typedDataHashesAndSignaturesAreThoseOfEthers() throws IOException {
    int checked = 0;
    for (JsonNode vector : vectors()) {
      if (!vector.has("kind")) {
        continue;
      }
      String typedData =
          signatures.typedData(
              Kind.valueOf(vector.get("kind").asText().toUpperCase(Locale.ROOT)),
              new ProposalKey(
                  vector.get("chainId").asLong(),
                  new Address(vector.get("governor").asText()),
                  new BigInteger(vector.get("proposalId").asText())),
              vector.get("actionsHash").asText(),
              vector.get("effectsHash").asText(),
              vector.get("expiry").asLong(),
              vector.get("reason").asText());
      byte[] hash = new StructuredDataEncoder(typedData).hashStructuredData();
      assertThat("0x" + HexFormat.of().formatHex(hash)).isEqualTo(vector.get("hash").asText());
      assertThat(EthereumSignatures.recover(hash, vector.get("signature").asText()))
          .contains(new Address(vector.get("signer").asText()));
      checked++;
    }
    assertThat(checked).isEqualTo(3);
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
  void typedDataHasWhatAWalletNeedsAndNamesTheGovernorAsVerifyingContract() throws IOException {
    JsonNode data =
        new JsonMapper()
            .readTree(signatures.typedData(Kind.OVERRIDE, KEY, "0x01", "0x02", 5, "why \"now\""));
    assertThat(data.get("primaryType").asText()).isEqualTo("TreasurerStatement");
    assertThat(data.get("types").get("EIP712Domain")).hasSize(4);
    assertThat(data.get("domain").get("verifyingContract").asText())
        .isEqualTo(KEY.governor().hex());
    assertThat(data.get("domain").get("chainId").asLong()).isEqualTo(31337);
    assertThat(data.get("message").get("kind").asText()).isEqualTo("override");
    assertThat(data.get("message").get("reason").asText()).isEqualTo("why \"now\"");
  }

  @Test
  void aTreasurersOwnStatementIsAccepted() {
    for (Kind kind : Kind.values()) {
      TreasurerStatement statement = world.statement(kind, ALICE, "because");
      assertThatCode(() -> verify(statement)).doesNotThrowAnyException();
    }
  }

  @Test
  void recoveryIdsOfZeroAndOneAreAcceptedAsHardwareWalletsWriteThem() {
    TreasurerStatement statement = world.approval(ALICE);
    String signature = statement.signature();
    String v = signature.endsWith("1b") ? "00" : "01";
    assertThatCode(() -> verify(World.with(statement, signature.substring(0, 130) + v)))
        .doesNotThrowAnyException();
  }

  @Test
  void theSecondFormOfASignatureWithAHighSIsRefused() {
    TreasurerStatement statement = world.approval(ALICE);
    String signature = statement.signature();
    BigInteger s = new BigInteger(signature.substring(66, 130), 16);
    String mirrored = "%064x".formatted(Sign.CURVE_PARAMS.getN().subtract(s));
    String v = signature.endsWith("1b") ? "1c" : "1b";
    refused(World.with(statement, signature.substring(0, 66) + mirrored + v), "low s");
  }

  @Test
  void brokenSignaturesAreRefusedWithoutAnyOtherError() {
    TreasurerStatement statement = world.approval(ALICE);
    String signature = statement.signature();
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
          "0x" + "05".repeat(32) + "00".repeat(32) + "1b"
        }) {
      refused(World.with(statement, broken), "signature");
    }
  }

  @Test
  void anyChangedFieldBreaksTheSignature() {
    TreasurerStatement signed = world.statement(Kind.APPROVE, ALICE, "fine");
    refused(
        new TreasurerStatement(
            signed.kind(),
            signed.proposal(),
            signed.actionsHash(),
            signed.effectsHash(),
            signed.expiry() + 1,
            signed.reason(),
            signed.treasurer(),
            signed.signature()),
        "not signed by");
    refused(
        new TreasurerStatement(
            signed.kind(),
            signed.proposal(),
            signed.actionsHash(),
            signed.effectsHash(),
            signed.expiry(),
            "fine, and more",
            signed.treasurer(),
            signed.signature()),
        "not signed by");
  }

  @Test
  void anExpiredStatementIsRefusedWithItsTime() {
    Instant past = world.clock.now.minusSeconds(1);
    refused(
        world.statement(Kind.APPROVE, ALICE, KEY, effects(25_000), past, ""),
        "It expired at 2026-02-28T23:59:59Z");
  }

  @Test
  void aStatementGoodForMoreThanThirtyDaysIsRefused() {
    Instant far = world.clock.now.plus(Duration.ofDays(30));
    TreasurerStatement justShort =
        world.statement(Kind.APPROVE, ALICE, KEY, effects(25_000), far, "");
    assertThatCode(() -> verify(justShort)).doesNotThrowAnyException();
    refused(
        world.statement(Kind.APPROVE, ALICE, KEY, effects(25_000), far.plusSeconds(1), ""),
        "30 days");
    refused(
        world.statement(
            Kind.APPROVE,
            ALICE,
            KEY,
            effects(25_000),
            Instant.ofEpochSecond(Instant.MAX.getEpochSecond()),
            ""),
        "30 days");
  }

  @Test
  void aStatementAboutAnotherChainGovernorProposalOrEffectsIsRefusedBySayingWhich() {
    Instant expiry = world.clock.now.plusSeconds(60);
    refused(
        world.statement(
            Kind.APPROVE,
            ALICE,
            new ProposalKey(1, KEY.governor(), KEY.proposalId()),
            effects(25_000),
            expiry,
            ""),
        "It is about chain 1, and the proposal is on chain 31337");
    refused(
        world.statement(
            Kind.APPROVE,
            ALICE,
            new ProposalKey(31337, address(STRANGER), KEY.proposalId()),
            effects(25_000),
            expiry,
            ""),
        "another governor");
    refused(
        world.statement(
            Kind.APPROVE,
            ALICE,
            new ProposalKey(31337, KEY.governor(), BigInteger.ZERO),
            effects(25_000),
            expiry,
            ""),
        "another proposal");
    refused(world.statement(Kind.APPROVE, ALICE, KEY, effects(1), expiry, ""), "other effects");
  }

  @Test
  void aStrangersStatementAndAnOverrideWithoutReasonAreRefused() {
    refused(world.approval(STRANGER), "not a configured treasurer");
    refused(world.statement(Kind.OVERRIDE, ALICE, "  "), "needs a reason");
    refused(world.statement(Kind.APPROVE, ALICE, "x".repeat(2001)), "longer than 2000");
  }

  private void verify(TreasurerStatement statement) {
    signatures.verify(world.dao, world.proposal(), statement, world.clock.instant());
  }

  private void refused(TreasurerStatement statement, String why) {
    assertThatThrownBy(() -> verify(statement))
        .isInstanceOfSatisfying(
            PrytanyException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.APPROVAL_REFUSED))
        .hasMessageContaining(why);
  }

  private static JsonNode vectors() throws IOException {
    try (InputStream in =
        TreasurerSignaturesTest.class.getResourceAsStream("/statement-vectors.json")) {
      return new JsonMapper().readTree(in);
    }
  }
}
