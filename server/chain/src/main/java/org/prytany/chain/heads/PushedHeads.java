package org.prytany.chain.heads;

import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.prytany.chain.rpc.RpcOptions;

/**
 * Nodes that push each new block of a chain over WebSocket. A pushed block is believed in nothing:
 * it is a reason to ask the chain's endpoints now, and without it they are asked all the same. No
 * address and no word of a node leaves this class.
 *
 * <p>The JDK's client, and neither OkHttp's nor web3j's: those keep a message of any length in
 * memory and read as fast as the other side writes.
 */
public final class PushedHeads implements AutoCloseable {

  private static final Duration PING = Duration.ofSeconds(20);

  /** Longer than any chain rests between two blocks when all is well. */
  private static final Duration NO_HEAD = Duration.ofMinutes(5);

  private final Map<Long, List<HeadSocket>> sockets = new TreeMap<>();
  private final ScheduledExecutorService timer;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http;

  /**
   * Connects to nothing yet.
   *
   * @param urls chain id to addresses; "ws" or "wss", user and password allowed; secret
   * @param options how long a connection and an answer may take
   * @param onHead told the chain of each block that is pushed; it must not take long
   */
  public PushedHeads(Map<Long, List<URI>> urls, RpcOptions options, LongConsumer onHead) {
    this(
        urls,
        new HeadSocket.Patience(options.connectTimeout(), options.readTimeout(), PING, NO_HEAD),
        onHead);
  }

  PushedHeads(Map<Long, List<URI>> urls, HeadSocket.Patience patience, LongConsumer onHead) {
    timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("prytany-heads").factory());
    http =
        HttpClient.newBuilder()
            // A redirect would hand the key in the address to somebody else.
            .followRedirects(HttpClient.Redirect.NEVER)
            .sslContext(ofThisMachine())
            .executor(threads)
            .build();
    urls.forEach(
        (chainId, several) ->
            sockets.put(
                chainId,
                several.stream()
                    .map(
                        url ->
                            new HeadSocket(
                                url, chainId, http, timer, patience, () -> onHead.accept(chainId)))
                    .toList()));
  }

  /** The JDK's trust, as HTTP endpoints have it: an application server may set another default. */
  private static SSLContext ofThisMachine() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no TLS", e);
    }
  }

  /** Connects, and goes on connecting until it is closed. */
  public void start() {
    all().forEach(HeadSocket::start);
  }

  private Stream<HeadSocket> all() {
    return sockets.values().stream().flatMap(List::stream);
  }

  /**
   * Tries each address once, after {@link #start}, and waits for what comes of it.
   *
   * @return for each address of the chain, in order, why it pushes nothing; empty if it does
   */
  public List<Optional<String>> tried(long chainId) {
    return sockets.getOrDefault(chainId, List.of()).stream()
        .map(socket -> socket.firstTry().join())
        .toList();
  }

  /**
   * How a chain's addresses do.
   *
   * @param problems of those that push nothing now, each with the address's number, never with the
   *     address
   * @param heads pushed so far
   * @param sinceLast time since the last one; empty if there was none
   */
  public record Status(
      int addresses, List<String> problems, long heads, Optional<Duration> sinceLast) {

    public Status {
      problems = List.copyOf(problems);
    }

    /** Addresses that push now. */
    public int pushing() {
      return addresses - problems.size();
    }
  }

  /** Of each chain that has such an address. */
  public Map<Long, Status> status() {
    Map<Long, Status> all = new TreeMap<>();
    sockets.forEach((chainId, its) -> all.put(chainId, status(its)));
    return all;
  }

  /** Of one chain; no address where it has none. */
  public Status status(long chainId) {
    return status(sockets.getOrDefault(chainId, List.of()));
  }

  private static Status status(List<HeadSocket> sockets) {
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < sockets.size(); i++) {
      String which = "number " + (i + 1) + " of " + sockets.size() + " ";
      sockets.get(i).problem().ifPresent(why -> problems.add(which + why));
    }
    long now = System.nanoTime();
    Optional<Duration> sinceLast =
        sockets.stream()
            .map(HeadSocket::lastHeadNanos)
            .filter(OptionalLong::isPresent)
            .map(last -> Duration.ofNanos(now - last.getAsLong()))
            .min(Duration::compareTo);
    return new Status(
        sockets.size(), problems, sockets.stream().mapToLong(HeadSocket::heads).sum(), sinceLast);
  }

  /** Ends all connections. */
  @Override
  public void close() {
    all().forEach(HeadSocket::close);
    timer.shutdownNow();
    http.shutdownNow();
    threads.shutdownNow();
  }
}
