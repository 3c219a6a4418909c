package org.prytany.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.prytany.cli.ApiClient;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.crypto.StructuredDataEncoder;
import org.web3j.utils.Numeric;

/** A treasurer with a wallet: signs in (EIP-4361) and signs statements (EIP-712). */
public final class DemoTreasurer {

  private final Credentials wallet;
  private final ApiClient api;

  private DemoTreasurer(Credentials wallet, ApiClient api) {
    this.wallet = wallet;
    this.api = api;
  }

  public static DemoTreasurer signIn(ApiClient api, URI origin, long chainId, Credentials wallet)
      throws IOException {
    return new DemoTreasurer(wallet, signedIn(api, origin, chainId, wallet));
  }

  static ApiClient signedIn(ApiClient api, URI origin, long chainId, Credentials wallet)
      throws IOException {
    String nonce = api.get("/api/v1/session/nonce").path("nonce").asText();
    String message = signInMessage(origin, chainId, wallet, nonce);
    ObjectNode body = ApiClient.JSON.createObjectNode();
    body.put("message", message);
    body.put(
        "signature",
        hex(
            Sign.signPrefixedMessage(
                message.getBytes(StandardCharsets.UTF_8), wallet.getEcKeyPair())));
    String token = api.post("/api/v1/session", body).path("token").asText();
    return api.signedIn(token);
  }

  private static String signInMessage(URI origin, long chainId, Credentials wallet, String nonce) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return origin.getAuthority()
        + " wants you to sign in with your Ethereum account:\n"
        + Keys.toChecksumAddress(wallet.getAddress())
        + "\n\nSign in to the demo.\n\nURI: "
        + origin
        + "\nVersion: 1\nChain ID: "
        + chainId
        + "\nNonce: "
        + nonce
        + "\nIssued At: "
        + now
        + "\nExpiration Time: "
        + now.plus(10, ChronoUnit.MINUTES);
  }

  /** Signs the statement that the server prepared, and hands it in. */
  public JsonNode approve(String dao, String proposalId) throws IOException {
    String path = "/api/v1/daos/" + dao + "/proposals/" + proposalId;
    JsonNode statement = api.get(path + "/statement?kind=approve&treasurer=" + wallet.getAddress());
    return api.post(path + "/statements", signed(statement.get("typedData"), wallet));
  }

  /** The message of typed data, with a signature beside it. */
  static ObjectNode signed(JsonNode typedData, Credentials wallet) throws IOException {
    StructuredDataEncoder encoder =
        new StructuredDataEncoder(ApiClient.JSON.writeValueAsString(typedData));
    ObjectNode body = typedData.get("message").deepCopy();
    body.put(
        "signature",
        hex(Sign.signMessage(encoder.hashStructuredData(), wallet.getEcKeyPair(), false)));
    return body;
  }

  private static String hex(Sign.SignatureData signature) {
    byte[] bytes = new byte[65];
    System.arraycopy(signature.getR(), 0, bytes, 0, 32);
    System.arraycopy(signature.getS(), 0, bytes, 32, 32);
    bytes[64] = signature.getV()[0];
    return Numeric.toHexString(bytes);
  }
}
