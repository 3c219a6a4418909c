package org.prytany.verify.abi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.decode.OperatorFiles;
import org.prytany.chain.decode.SafeText;
import org.prytany.cli.CommandFailure;
import org.prytany.spi.Address;

/**
 * A server that speaks Sourcify's API, version 2. It is believed in nothing that can be compared:
 * chain, address and code have to be those that were asked about.
 *
 * <p>Source: sourcify, services/server/src/apiv2.yaml, "GET /v2/contract/{chainId}/{address}"
 * (MIT).
 */
final class Sourcify implements VerifiedContracts {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String FIELDS = "abi,compilation.name,runtimeBytecode.onchainBytecode";

  private final URI base;
  private final HttpClient http;

  /**
   * @param base the server's address, without "/v2"
   * @throws CommandFailure if it is no address, or would be asked in the clear
   */
  Sourcify(String base) {
    this.base = address(base);
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            // Where it sends us instead, the operator did not say.
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  private static URI address(String text) {
    try {
      URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      boolean safe =
          scheme.equals("https")
              || scheme.equals("http")
                  && uri.getHost() != null
                  && InetAddress.getByName(uri.getHost()).isLoopbackAddress();
      if (uri.getHost() != null && safe) {
        return uri;
      }
    } catch (IllegalArgumentException | UnknownHostException e) {
      throw new CommandFailure(
          SafeText.words(text) + " is no address of a server that can be asked.", next(), e);
    }
    throw new CommandFailure(
        SafeText.words(text) + " is no address of a server that can be asked.", next());
  }

  private static String next() {
    return "Give https://… (or http:// on this machine) as prytany.decode.sourcify-url, or with"
        + " --source.";
  }

  @Override
  public Optional<Published> of(long chainId, Address contract) {
    String path = "/v2/contract/" + chainId + "/" + contract.hex() + "?fields=" + FIELDS;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(PATIENCE)
            .header("Accept", "application/json")
            .build();
    try {
      HttpResponse<InputStream> response =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return read(response.statusCode(), body, chainId, contract);
      }
    } catch (IOException e) {
      throw new CommandFailure(
          "The server of verified contracts does not answer, or not with JSON.",
          "Check its address and the network, then run the command again.",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(
          "The command was interrupted.", "Run it again: nothing was added.", e);
    }
  }

  private static Optional<Published> read(
      int status, InputStream body, long chainId, Address contract) throws IOException {
    if (status == 404) {
      return Optional.empty();
    }
    byte[] bytes = body.readNBytes((int) OperatorFiles.LARGEST + 1);
    if (bytes.length > OperatorFiles.LARGEST) {
      throw unusable("more than " + (OperatorFiles.LARGEST >> 20) + " MiB");
    }
    if (status != 200) {
      throw unusable("status " + status + ": " + said(bytes));
    }
    JsonNode root = JSON.readTree(bytes);
    String match = root.path("runtimeMatch").asText("");
    boolean same =
        root.path("chainId").asText("").equals(Long.toString(chainId))
            && root.path("address").asText("").equalsIgnoreCase(contract.hex());
    if (!same) {
      throw unusable("another contract than the one that was asked about");
    }
    if (!match.matches("exact_match|match")) {
      return Optional.empty();
    }
    String code = root.path("runtimeBytecode").path("onchainBytecode").asText("");
    if (!code.matches("0x(?:[0-9a-fA-F]{2})++") || !root.path("abi").isArray()) {
      throw unusable("no code or no ABI (\"runtimeBytecode.onchainBytecode\", \"abi\")");
    }
    return Optional.of(
        new Published(
            Optional.of(root.path("compilation").path("name").asText(""))
                .filter(name -> !name.isBlank()),
            match.equals("exact_match"),
            root.path("abi"),
            AbiBytes.keccak(AbiBytes.parse(code))));
  }

  private static String said(byte[] bytes) {
    try {
      return SafeText.words(JSON.readTree(bytes).path("message").asText("no reason is given"));
    } catch (IOException e) {
      return "no reason is given";
    }
  }

  private static CommandFailure unusable(String what) {
    return new CommandFailure(
        "The server of verified contracts answers with " + what + "; nothing was added.",
        "Try again later, or add the ABI from a file with `prytany abi add`.");
  }
}
