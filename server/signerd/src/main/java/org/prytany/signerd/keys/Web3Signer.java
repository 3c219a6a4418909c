package org.prytany.signerd.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Address;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;

/**
 * Keys behind a Web3Signer (its {@code eth1} API): in an HSM, a cloud's key service, or a vault.
 * {@code GET /api/v1/eth1/publicKeys} lists them, {@code POST /api/v1/eth1/sign/{identifier}} with
 * {@code {"data":"0x…"}} signs the keccak-256 of the data and answers r, s and v in 65 bytes. It
 * takes whatever it is given, so it has to listen to the signer alone.
 *
 * <p>Contract: {@code openapi-specs/eth1/web3signer.yaml} of Consensys/web3signer.
 */
public final class Web3Signer implements KeySource {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int KEY_DIGITS = 128;
  private static final int SIGNATURE_BYTES = 65;
  private static final JsonMapper JSON = new JsonMapper();

  private final URI address;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final Map<Address, String> identifiers;

  private Web3Signer(URI address) {
    this.address = address;
    this.identifiers = Map.copyOf(listed());
  }

  /**
   * Asks which keys it has.
   *
   * @throws PrytanyException KEY_UNAVAILABLE if it does not answer
   */
  public static Web3Signer at(URI address) {
    return new Web3Signer(address);
  }

  @Override
  public Set<Address> accounts() {
    return identifiers.keySet();
  }

  @Override
  public Sign.SignatureData sign(Address account, byte[] bytes) {
    String identifier =
        Optional.ofNullable(identifiers.get(account))
            .orElseThrow(() -> unavailable("holds no key of " + account));
    String body =
        JSON.createObjectNode().put("data", "0x" + HexFormat.of().formatHex(bytes)).toString();
    String answer =
        ask(
            HttpRequest.newBuilder(path("/api/v1/eth1/sign/" + identifier))
                .header("Content-Type", "application/json")
                .header("Accept", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    return signature(answer.strip());
  }

  private Sign.SignatureData signature(String answer) {
    byte[] raw;
    try {
      raw = HexFormat.of().parseHex(answer.startsWith("0x") ? answer.substring(2) : answer);
    } catch (IllegalArgumentException e) {
      throw unavailable("answered with something that is no signature");
    }
    if (raw.length != SIGNATURE_BYTES) {
      throw unavailable("answered with something that is no signature");
    }
    int last = raw[SIGNATURE_BYTES - 1] & 0xff;
    byte v = (byte) (last < 27 ? last + 27 : last);
    return new Sign.SignatureData(
        v, java.util.Arrays.copyOfRange(raw, 0, 32), java.util.Arrays.copyOfRange(raw, 32, 64));
  }

  private Map<Address, String> listed() {
    String answer = ask(HttpRequest.newBuilder(path("/api/v1/eth1/publicKeys")).GET());
    Map<Address, String> accounts = new HashMap<>();
    try {
      for (JsonNode node : JSON.readTree(answer)) {
        String key = node.asText().toLowerCase(Locale.ROOT);
        String digits = key.startsWith("0x") ? key.substring(2) : key;
        // An uncompressed point may come with the 04 that says so.
        String point =
            digits.length() == KEY_DIGITS + 2 && digits.startsWith("04")
                ? digits.substring(2)
                : digits;
        if (!point.matches("[0-9a-f]{" + KEY_DIGITS + "}")) {
          throw unavailable("lists a key that is no point on secp256k1");
        }
        accounts.put(new Address("0x" + Keys.getAddress(new BigInteger(point, 16))), node.asText());
      }
    } catch (IOException e) {
      throw unavailable("lists its keys in a form that is not JSON");
    }
    return accounts;
  }

  private URI path(String path) {
    String base = address.toString();
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }

  private String ask(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.send(
              request.timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return switch (response.statusCode()) {
        case 200 -> response.body();
        case 404 -> throw unavailable("does not know the key any more");
        default -> throw unavailable("answered with status " + response.statusCode());
      };
    } catch (IOException e) {
      throw unavailable("does not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("was not waited for");
    }
  }

  /** Its address may have a password in it, so it is not named. */
  private static PrytanyException unavailable(String what) {
    return new PrytanyException(
        FailureCode.KEY_UNAVAILABLE,
        "The Web3Signer under prytany.signer.web3signer "
            + what
            + ". Check its address, its keys and its log; nothing was signed.");
  }
}
