package org.prytany.chain.rpc;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.web3j.protocol.http.HttpService;

/** The configured JSON-RPC endpoints, one per chain. */
public final class Endpoints implements AutoCloseable {
  private record Endpoint(HttpService service, Redaction redaction) {}

  /** Larger than any page of logs that a provider gives; the range is halved beyond it. */
  private static final long LARGEST_ANSWER = 128L << 20;

  private final Map<Long, Endpoint> byChain = new HashMap<>();
  private final OkHttpClient http;
  private final RpcOptions options;

  /**
   * Connects to nothing yet.
   *
   * @param urls chain id to endpoint; "http" or "https", user and password allowed
   * @throws PrytanyException CONFIGURATION_INVALID if an address is no HTTP URL; it is not named
   */
  public Endpoints(Map<Long, URI> urls, RpcOptions options) {
    this.options = options;
    this.http =
        new OkHttpClient.Builder()
            .connectTimeout(options.connectTimeout())
            .readTimeout(options.readTimeout())
            .writeTimeout(options.readTimeout())
            // A redirect would hand the key in the address to somebody else.
            .followRedirects(false)
            .followSslRedirects(false)
            .addInterceptor(new AnswerLimit(LARGEST_ANSWER))
            .build();
    urls.forEach((chainId, url) -> byChain.put(chainId, endpoint(chainId, url)));
  }

  private Endpoint endpoint(long chainId, URI url) {
    String scheme = url.getScheme();
    if (url.getHost() == null
        || !("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))) {
      throw new PrytanyException(
          FailureCode.CONFIGURATION_INVALID,
          "The RPC address of chain "
              + chainId
              + " is not an http:// or https:// address with a host name.");
    }
    String userInfo = url.getUserInfo();
    HttpService service = new HttpService(withoutUser(url), http);
    if (userInfo != null) {
      service.addHeader(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8)));
    }
    return new Endpoint(service, new Redaction(url));
  }

  private static String withoutUser(URI url) {
    String rawUser = url.getRawUserInfo();
    return rawUser == null ? url.toString() : url.toString().replace(rawUser + "@", "");
  }

  /**
   * The endpoint that serves a DAO.
   *
   * @throws PrytanyException CONFIGURATION_INVALID if none is configured for its chain
   */
  public JsonRpc of(Dao dao) {
    return of(dao.chainId(), dao.id());
  }

  /**
   * The endpoint of a chain, for what is about no single DAO.
   *
   * @throws PrytanyException CONFIGURATION_INVALID if none is configured
   */
  public JsonRpc of(long chainId) {
    return of(chainId, "chain " + chainId);
  }

  private JsonRpc of(long chainId, String who) {
    Endpoint endpoint = byChain.get(chainId);
    if (endpoint == null) {
      throw new PrytanyException(
          FailureCode.CONFIGURATION_INVALID,
          "DAO '"
              + who
              + "' is on chain "
              + chainId
              + ", but no RPC endpoint is configured for that chain.");
    }
    return new JsonRpc(who, endpoint.service(), endpoint.redaction());
  }

  public RpcOptions options() {
    return options;
  }

  /** Drops idle connections. */
  @Override
  public void close() {
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }
}
