package org.prytany.app.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.signer.EthereumSignatures;
import org.prytany.spi.Address;

/** Messages are made and signed by the reference library, npm's siwe, in a process of its own. */
class SignInTest {

  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
  private static final URI ORIGIN = URI.create("http://localhost:9080");
  private static final List<String> VARIANTS =
      List.of(
          "usual",
          "withoutStatement",
          "withScheme",
          "withEverything",
          "withoutResources",
          "wrongDomain",
          "wrongUri",
          "wrongChain",
          "expired",
          "notYet",
          "signedByAnother");

  private final SignIn signIn =
      new SignIn(
          new Nonces(1_000),
          account -> false,
          EthereumSignatures::recoverPersonal,
          List.of(ORIGIN, URI.create("https://dao.example")),
          Set.of(31337L),
          Clock.fixed(NOW, ZoneOffset.UTC));
  private JsonObject made = JsonObject.EMPTY_JSON_OBJECT;

  @BeforeEach
  void makeMessages() throws IOException, InterruptedException {
    Map<String, String> nonces = new HashMap<>();
    JsonObjectBuilder byVariant = Json.createObjectBuilder();
    for (String variant : VARIANTS) {
      nonces.put(variant, signIn.nonce().nonce());
      byVariant.add(variant, nonces.get(variant));
    }
    String request =
        Json.createObjectBuilder()
            .add("nonces", byVariant)
            .add("origin", ORIGIN.toString())
            .add("chainId", 31337)
            .add("now", NOW.toString())
            .build()
            .toString();
    Process node =
        new ProcessBuilder("node", Path.of("messages.mjs").toString(), request)
            .directory(Path.of("src/test/siwe").toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String answer = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(node.waitFor()).as("node's exit code").isZero();
    try (JsonReader reader = Json.createReader(new StringReader(answer))) {
      made = reader.readObject();
    }
  }

  private String text(String variant) {
    return made.getJsonObject(variant).getString("text");
  }

  private String signature(String variant) {
    return made.getJsonObject(variant).getString("signature");
  }

  private void refused(String text, String signature, String why) {
    assertThatThrownBy(() -> signIn.verify(text, signature))
        .isInstanceOfSatisfying(
            PrytanyException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.LOGIN_REFUSED))
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"usual", "withoutStatement", "withScheme", "withEverything", "withoutResources"})
  void messagesOfTheReferenceLibrarySignTheirAccountIn(String variant) {
    Address account = signIn.verify(text(variant), signature(variant));

    assertThat(account).isEqualTo(new Address(made.getJsonObject(variant).getString("address")));
  }

  @Test
  void aMessageSignsInOnce() {
    signIn.verify(text("usual"), signature("usual"));

    refused(text("usual"), signature("usual"), "nonce was used already");
  }

  @ParameterizedTest
  @CsvSource({
    "wrongDomain, not this site",
    "wrongUri, URI is not of this site",
    "wrongChain, chain 31338",
    "expired, expired",
    "notYet, not valid yet",
    "signedByAnother, not by the account",
  })
  void aMessageThatIsNotForThisServerNowIsRefused(String variant, String why) {
    refused(text(variant), signature(variant), why);
  }

  @Test
  void aChangedTextOrSignatureIsRefusedAndDoesNotUseUpTheNonce() {
    String good = signature("usual");
    String flipped =
        good.substring(0, 20) + (good.charAt(20) == 'a' ? 'b' : 'a') + good.substring(21);

    refused(text("usual").replace("approve", "approwe"), good, "not by the account");
    refused(text("usual"), flipped, "not by the account");
    refused(text("usual"), "0x", "not by the account");
    assertThat(signIn.verify(text("usual"), good)).isNotNull();
  }

  @Test
  void aNonceFromElsewhereIsRefused() {
    SignIn other =
        new SignIn(
            new Nonces(1_000),
            account -> false,
            EthereumSignatures::recoverPersonal,
            List.of(ORIGIN),
            Set.of(31337L),
            Clock.fixed(NOW, ZoneOffset.UTC));

    assertThatThrownBy(() -> other.verify(text("usual"), signature("usual")))
        .hasMessageContaining("not from here");
  }
}
