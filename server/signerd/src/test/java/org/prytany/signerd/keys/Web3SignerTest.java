package org.prytany.signerd.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Address;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;

/** Against a stand-in that follows web3signer's published contract for eth1. */
class Web3SignerTest {

  private static final ECKeyPair PAIR = ECKeyPair.create(BigInteger.valueOf(4711));
  private static final Address ACCOUNT = new Address("0x" + Keys.getAddress(PAIR));
  private static final byte[] BYTES = {2, 7, 1, 8};

  private final List<String> asked = new ArrayList<>();
  private HttpServer server;
  private URI address;
  private int status = 200;
  private UnaryOperator<String> answering = UnaryOperator.identity();

  @BeforeEach
  void standIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(exchange.getRequestMethod() + " " + path + " " + body);
    String said =
        switch (path) {
          case "/api/v1/eth1/publicKeys" -> "[\"" + identifier() + "\"]";
          default -> answering.apply(signed(body));
        };
    int answered = path.endsWith("publicKeys") ? 200 : status;
    byte[] bytes = said.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answered, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String identifier() {
    return "0x" + String.format("%0128x", PAIR.getPublicKey());
  }

  private static String signed(String body) throws IOException {
    String data = new JsonMapper().readTree(body).path("data").asText();
    Sign.SignatureData signature =
        Sign.signMessage(HexFormat.of().parseHex(data.substring(2)), PAIR);
    HexFormat hex = HexFormat.of();
    return "0x"
        + hex.formatHex(signature.getR())
        + hex.formatHex(signature.getS())
        + hex.formatHex(signature.getV());
  }

  @Test
  void itSignsWhatTheKeyBehindItWouldSign() {
    Web3Signer remote = Web3Signer.at(address);
    assertThat(remote.accounts()).containsExactly(ACCOUNT);
    assertThat(remote.sign(ACCOUNT, BYTES)).isEqualTo(Sign.signMessage(BYTES, PAIR));
    assertThat(asked)
        .containsExactly(
            "GET /api/v1/eth1/publicKeys ",
            "POST /api/v1/eth1/sign/" + identifier() + " {\"data\":\"0x02070108\"}");
  }

  @Test
  void aRecoveryIdWithoutTwentySevenIsUnderstood() {
    answering =
        said -> said.substring(0, said.length() - 2) + (said.endsWith("1b") ? "00" : "01");
    assertThat(Web3Signer.at(address).sign(ACCOUNT, BYTES))
        .isEqualTo(Sign.signMessage(BYTES, PAIR));
  }

  @Test
  void everyOtherAnswerIsAFailureThatNamesNoAddressOfIts() {
    Web3Signer remote = Web3Signer.at(address);
    for (int bad : new int[] {400, 404, 500}) {
      status = bad;
      refused(remote);
    }
    status = 200;
    for (String nonsense : List.of("", "0x", "0x00", "<html>", "0x" + "z".repeat(130))) {
      answering = said -> nonsense;
      refused(remote);
    }
    server.stop(0);
    refused(remote);
    assertThatThrownBy(() -> Web3Signer.at(address)).isInstanceOf(PrytanyException.class);
  }

  private void refused(Web3Signer remote) {
    assertThatThrownBy(() -> remote.sign(ACCOUNT, BYTES))
        .isInstanceOfSatisfying(
            PrytanyException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.KEY_UNAVAILABLE))
        .hasMessageNotContaining(address.toString());
  }
}
