package org.prytany.acceptance.badinput;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.prytany.cli.ApiClient;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.crypto.StructuredDataEncoder;
import org.web3j.utils.Numeric;

/** Somebody with a wallet who signs in and signs anything. */
record Treasurer(Credentials wallet, ApiClient api) {

  static Treasurer signIn(ApiClient api, URI origin, long chainId, Credentials wallet)
      throws IOException {
    return new Treasurer(wallet, api.signedIn(token(api, origin, chainId, wallet)));
  }

  /** The token of a sign-in. */
  static String token(ApiClient api, URI origin, long chainId, Credentials wallet)
      throws IOException {
    String message =
        origin.getAuthority()
            + " wants you to sign in with your Ethereum account:\n"
            + Keys.toChecksumAddress(wallet.getAddress())
            + "\n\nSign in.\n\nURI: "
            + origin
            + "\nVersion: 1\nChain ID: "
            + chainId
            + "\nNonce: "
            + api.get("/api/v1/session/nonce").path("nonce").asText()
            + "\nIssued At: "
            + Instant.now();
    ObjectNode body = ApiClient.JSON.createObjectNode();
    body.put("message", message);
    body.put(
        "signature",
        hex(
            Sign.signPrefixedMessage(
                message.getBytes(StandardCharsets.UTF_8), wallet.getEcKeyPair())));
    return api.post("/api/v1/session", body).path("token").asText();
  }

  /** Signs typed data, whatever it says. */
  String sign(JsonNode typedData) throws IOException {
    StructuredDataEncoder encoder =
        new StructuredDataEncoder(ApiClient.JSON.writeValueAsString(typedData));
    return hex(Sign.signMessage(encoder.hashStructuredData(), wallet.getEcKeyPair(), false));
  }

  /** The statement that the server prepares for this treasurer. */
  ObjectNode statement(String proposal, String kind) throws IOException {
    return (ObjectNode)
        api.get(proposal + "/statement?kind=" + kind + "&treasurer=" + wallet.getAddress());
  }

  /**
   * Hands a statement in.
   *
   * @param statement as the server prepared it, or changed
   */
  JsonNode submit(String proposal, JsonNode statement, String signature) throws IOException {
    ObjectNode body = statement.path("typedData").path("message").deepCopy();
    body.put("signature", signature);
    return api.post(proposal + "/statements", body);
  }

  /** A wallet's signature of a digest. */
  static String signed(byte[] digest, Credentials wallet) {
    return hex(Sign.signMessage(digest, wallet.getEcKeyPair(), false));
  }

  private static String hex(Sign.SignatureData signature) {
    return Numeric.toHexString(signature.getR())
        + Numeric.toHexStringNoPrefix(signature.getS())
        + Numeric.toHexStringNoPrefix(signature.getV());
  }
}
