package org.prytany.chain.rpc;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/** The configured JSON-RPC endpoints, one or several per chain. */
public final class Endpoints implements AutoCloseable {
  /** Larger than any page of logs that a provider gives; the range is halved beyond it. */
  private static final long LARGEST_ANSWER = 128L << 20;

  /** How long an address rests at most after failures; longer where others can be asked. */
  private static final Duration LONGEST_REST_ALONE = Duration.ofSeconds(15);

  private static final Duration LONGEST_REST = Duration.ofMinutes(1);

  private final Map<Long, Routes> byChain = new HashMap<>();
  private final Map<Long, SharedBlocks> blocks = new HashMap<>();
  private final OkHttpClient http;
  private final RpcOptions options;

  /**
   * Connects to nothing yet.
   *
   * @param urls chain id to endpoint; "http" or "https", user and password allowed
   * @throws PrytanyException CONFIGURATION_INVALID if an address is no HTTP URL; it is not named
   */
  public Endpoints(Map<Long, URI> urls, RpcOptions options) {
    this(listed(urls), options, Pauses.REAL, Duration.ZERO);
  }

  /**
   * As {@link #Endpoints(Map, RpcOptions)}, with several addresses for a chain.
   *
   * @param urls chain id to endpoints, the preferred one first
   * @param pauses time between requests
   * @param shared how long the DAOs of a chain share a block that one of them asked for
   * @throws PrytanyException CONFIGURATION_INVALID if an address is no HTTP URL; it is not named
   */
  public Endpoints(Map<Long, List<URI>> urls, RpcOptions options, Pauses pauses, Duration shared) {
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
    urls.forEach((chainId, several) -> byChain.put(chainId, routes(chainId, several, pauses)));
    urls.keySet().forEach(chainId -> blocks.put(chainId, new SharedBlocks(shared, pauses)));
  }

  /** One address for each chain, as a list of one. */
  public static Map<Long, List<URI>> listed(Map<Long, URI> urls) {
    Map<Long, List<URI>> listed = new HashMap<>();
    urls.forEach((chainId, url) -> listed.put(chainId, List.of(url)));
    return listed;
  }

  /**
   * Which chain an address serves, asked before it is configured for any.
   *
   * @throws PrytanyException CONFIGURATION_INVALID if it is no HTTP URL, CHAIN_UNAVAILABLE if it
   *     gives no answer that is one; it is not named
   */
  public static long chainOf(URI url, RpcOptions options) {
    try (Endpoints asked = new Endpoints(Map.of(0L, url), options)) {
      Route route = new Route(url, asked.http, Pauses.REAL, LONGEST_REST_ALONE);
      return route.chain().longValueExact();
    } catch (RouteException e) {
      throw new PrytanyException(FailureCode.CHAIN_UNAVAILABLE, "The endpoint " + e.words() + ".");
    } catch (ArithmeticException e) {
      throw new PrytanyException(
          FailureCode.CHAIN_UNAVAILABLE, "The endpoint names a chain whose id is too large.", e);
    }
  }

  private Routes routes(long chainId, List<URI> urls, Pauses pauses) {
    Duration longestRest = urls.size() > 1 ? LONGEST_REST : LONGEST_REST_ALONE;
    List<Route> routes = new ArrayList<>();
    for (URI url : urls) {
      String scheme = url.getScheme();
      if (url.getHost() == null
          || !("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))) {
        throw new PrytanyException(
            FailureCode.CONFIGURATION_INVALID,
            "The RPC address of chain "
                + chainId
                + " is not an http:// or https:// address with a host name.");
      }
      routes.add(new Route(url, http, pauses, longestRest));
    }
    return new Routes(chainId, routes, pauses);
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
    Routes routes = byChain.get(chainId);
    if (routes == null) {
      throw unknown(chainId, who);
    }
    return new JsonRpc(who, routes);
  }

  private static PrytanyException unknown(long chainId, String who) {
    return new PrytanyException(
        FailureCode.CONFIGURATION_INVALID,
        "DAO '"
            + who
            + "' is on chain "
            + chainId
            + ", but no RPC endpoint is configured for that chain.");
  }

  /**
   * Blocks of a DAO's chain, as its DAOs share them.
   *
   * @throws PrytanyException CONFIGURATION_INVALID if no endpoint is configured for its chain
   */
  public SharedBlocks blocks(Dao dao) {
    SharedBlocks shared = blocks.get(dao.chainId());
    if (shared == null) {
      throw unknown(dao.chainId(), dao.id());
    }
    return shared;
  }

  /** A chain may have a newer block than the one that its DAOs share. */
  public void forgetHead(long chainId) {
    SharedBlocks shared = blocks.get(chainId);
    if (shared != null) {
      shared.forgetHead();
    }
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
