package org.prytany.chain.heads;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One address that pushes new blocks. It connects again whenever it ends, each time a little later,
 * for as long as it is open. What comes is read in bounded pieces and at a bounded rate: the rest
 * waits at the other end.
 */
final class HeadSocket implements AutoCloseable {

  /** Characters of one message; a head has some two thousand. */
  static final int LONGEST_MESSAGE = 128 * 1024;

  /** Frames a second, or parts of one, that are taken from the network. */
  static final int MOST_FRAMES = 50;

  private static final Duration FIRST_REST = Duration.ofSeconds(1);
  private static final Duration LONGEST_REST = Duration.ofMinutes(1);
  private static final int MOST_DOUBLINGS = 6;

  /**
   * How patient it is.
   *
   * @param connect with a connection
   * @param answer with an answer, one to a ping included
   * @param ping between two pings
   * @param head with a node that answers and pushes no block
   */
  record Patience(Duration connect, Duration answer, Duration ping, Duration head) {}

  private final URI address;
  private final long chainId;
  private final HttpClient http;
  private final ScheduledExecutorService timer;
  private final Patience patience;
  private final Runnable onHead;
  private final AtomicLong heads = new AtomicLong();
  private final CompletableFuture<Optional<String>> firstTry = new CompletableFuture<>();
  private volatile OptionalLong lastHeadNanos = OptionalLong.empty();
  private Optional<String> problem = Optional.of("was not asked yet");
  private Connection current = new Connection();
  private int failures;
  private boolean closed;

  /**
   * @param address "ws" or "wss"; user and password allowed
   * @param onHead told of each new block; it must not take long
   */
  HeadSocket(
      URI address,
      long chainId,
      HttpClient http,
      ScheduledExecutorService timer,
      Patience patience,
      Runnable onHead) {
    this.address = address;
    this.chainId = chainId;
    this.http = http;
    this.timer = timer;
    this.patience = patience;
    this.onHead = onHead;
  }

  void start() {
    after(Duration.ZERO, this::connect);
  }

  /** What came of the first try: why it pushes nothing; empty if it does. */
  CompletableFuture<Optional<String>> firstTry() {
    return firstTry;
  }

  /** Why it pushes nothing now, as the end of a sentence; empty if it does. */
  synchronized Optional<String> problem() {
    return problem;
  }

  long heads() {
    return heads.get();
  }

  /** When a block was last pushed, by System.nanoTime. */
  OptionalLong lastHeadNanos() {
    return lastHeadNanos;
  }

  @Override
  public synchronized void close() {
    closed = true;
    current.end();
  }

  private void after(Duration pause, Runnable what) {
    try {
      timer.schedule(what, pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // It is being closed.
      return;
    }
  }

  private synchronized void connect() {
    if (closed) {
      return;
    }
    Connection fresh = new Connection();
    current = fresh;
    WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(patience.connect());
    String user = address.getUserInfo();
    if (user != null) {
      builder.header(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
    }
    after(
        patience.connect().plus(patience.answer()),
        () -> {
          if (!fresh.subscribed) {
            fresh.fail("took too long to answer");
          }
        });
    try {
      builder
          .buildAsync(withoutUser(address), fresh)
          .whenComplete((socket, failure) -> fresh.built(socket, failure));
    } catch (IllegalArgumentException e) {
      fresh.fail("cannot be used as a WebSocket address");
    }
  }

  private static URI withoutUser(URI url) {
    String rawUser = url.getRawUserInfo();
    return rawUser == null ? url : URI.create(url.toString().replace(rawUser + "@", ""));
  }

  private synchronized void ended(Connection which, String why) {
    if (which != current || closed) {
      return;
    }
    problem = Optional.of(why);
    firstTry.complete(problem);
    Duration doubled = FIRST_REST.multipliedBy(1L << Math.min(MOST_DOUBLINGS, failures++));
    Duration rest = doubled.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : doubled;
    double spread = 0.75 + ThreadLocalRandom.current().nextDouble() / 2;
    after(Duration.ofNanos((long) (rest.toNanos() * spread)), this::connect);
  }

  private synchronized void works(Connection which) {
    if (which == current) {
      problem = Optional.empty();
      firstTry.complete(problem);
    }
  }

  private void head(Connection which) {
    synchronized (this) {
      if (which != current || closed) {
        return;
      }
      failures = 0;
    }
    heads.incrementAndGet();
    lastHeadNanos = OptionalLong.of(System.nanoTime());
    onHead.run();
  }

  /** One connection, from its making to its end. */
  private final class Connection implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();
    private volatile @Nullable WebSocket socket;
    private volatile boolean over;
    private volatile boolean asked;
    private volatile boolean subscribed;
    private volatile long heardAt = System.nanoTime();
    private volatile long headAt = System.nanoTime();
    private String subscription = "";
    private String newest = "";
    private long second = System.nanoTime();
    private int frames;

    void built(@Nullable WebSocket its, @Nullable Throwable failure) {
      if (failure != null) {
        fail(why(failure));
      } else if (its != null) {
        opened(its);
      }
    }

    private static String why(Throwable failure) {
      for (Throwable its = failure; its != null; its = its.getCause()) {
        if (its instanceof WebSocketHandshakeException refused) {
          return "refuses with HTTP status " + refused.getResponse().statusCode();
        }
        if (its instanceof SSLException) {
          return "shows no TLS certificate for its name that this machine trusts";
        }
      }
      return "does not answer";
    }

    private void opened(WebSocket its) {
      synchronized (this) {
        if (over) {
          its.abort();
          return;
        }
        if (socket != null) {
          return;
        }
        socket = its;
      }
      ask(Heard.CHAIN);
      after(patience.ping(), this::ping);
      its.request(1);
    }

    private void ask(int id) {
      WebSocket its = socket;
      if (its != null) {
        its.sendText(Heard.question(id), true)
            .whenComplete(
                (sent, failure) -> {
                  if (failure != null) {
                    fail("ended the connection");
                  }
                });
      }
    }

    void fail(String why) {
      if (end()) {
        ended(this, why);
      }
    }

    /** Whether it was not over before. */
    synchronized boolean end() {
      boolean first = !over;
      over = true;
      message.setLength(0);
      Optional.ofNullable(socket).ifPresent(WebSocket::abort);
      return first;
    }

    /** A peer that is gone sends no word: it is asked for one, and for a block now and then. */
    private void ping() {
      long now = System.nanoTime();
      WebSocket its = socket;
      if (over || its == null) {
        return;
      }
      if (now - heardAt > patience.ping().plus(patience.answer()).toNanos()) {
        fail("says nothing any more");
      } else if (now - headAt > patience.head().toNanos()) {
        fail("pushes no new block");
      } else {
        its.sendPing(ByteBuffer.allocate(0))
            .whenComplete(
                (sent, failure) -> {
                  if (failure != null) {
                    fail("ended the connection");
                  }
                });
        after(patience.ping(), this::ping);
      }
    }

    /** Takes the next frame: at once, or when this second is over. */
    private synchronized void next(WebSocket its) {
      long now = System.nanoTime();
      heardAt = now;
      if (now - second >= TimeUnit.SECONDS.toNanos(1)) {
        second = now;
        frames = 0;
      }
      frames++;
      if (frames < MOST_FRAMES) {
        its.request(1);
      } else {
        after(Duration.ofSeconds(1).minusNanos(now - second), () -> its.request(1));
      }
    }

    @Override
    public void onOpen(WebSocket its) {
      opened(its);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket its, CharSequence part, boolean last) {
      if (over) {
        return null;
      }
      if (message.length() + part.length() > LONGEST_MESSAGE) {
        fail("sends a message that is too large");
        return null;
      }
      message.append(part);
      if (last) {
        String whole = message.toString();
        message.setLength(0);
        heard(Heard.of(whole, chainId));
      }
      next(its);
      return null;
    }

    private void heard(Heard heard) {
      switch (heard) {
        case Heard.RightChain right -> {
          if (!asked) {
            asked = true;
            ask(Heard.SUBSCRIBE);
          }
        }
        case Heard.Subscribed its -> {
          if (asked && !subscribed) {
            subscription = its.name();
            subscribed = true;
            works(this);
          }
        }
        case Heard.Head its -> {
          if (subscribed && its.subscription().equals(subscription) && !its.hash().equals(newest)) {
            newest = its.hash();
            headAt = System.nanoTime();
            head(this);
          }
        }
        case Heard.Refused refused -> fail(refused.why());
        case Heard.Other other -> {}
      }
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket its, ByteBuffer part, boolean last) {
      fail("says something that is no JSON");
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket its, ByteBuffer text) {
      next(its);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket its, ByteBuffer text) {
      next(its);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket its, int status, String reason) {
      fail("ended the connection");
      return null;
    }

    @Override
    public void onError(WebSocket its, Throwable failure) {
      fail("ended the connection");
    }
  }
}
