package org.prytany.link;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.GivenUp;
import org.prytany.link.Said.Answer;
import org.prytany.link.Said.Ask;
import org.prytany.link.Said.Purpose;
import org.prytany.link.Said.Reply;
import org.prytany.link.Said.Verdict;
import org.prytany.link.Said.Wish;
import org.prytany.spi.DigestContext;

/**
 * The server's end of the link to one process of plugins, from when it listens until it is gone.
 */
final class NearEnd implements AutoCloseable {

  private static final Logger LOG = System.getLogger(NearEnd.class.getName());

  /**
   * Connections on which plugins ask for services, so many of which are served at a time: as many
   * as texts are read at a time.
   */
  private static final int SERVICES = Math.max(4, Runtime.getRuntime().availableProcessors());

  private static final Duration AGAIN = Duration.ofMillis(50);

  private static final AtomicLong NUMBERS = new AtomicLong();

  private final long number = NUMBERS.incrementAndGet();
  private final Path socket;
  private final Turns turns;
  private final ConcurrentLinkedDeque<Frames> idle = new ConcurrentLinkedDeque<>();
  private final Set<Frames> open = ConcurrentHashMap.newKeySet();
  private final Map<Long, DigestContext> contexts = new ConcurrentHashMap<>();
  private final AtomicLong calls = new AtomicLong();
  private volatile @Nullable DigestContext last;
  private volatile boolean closed;

  /**
   * @param care with which the process is treated
   * @throws IOException if nobody listens there yet
   */
  NearEnd(Path socket, Care care) throws IOException {
    this.socket = socket;
    this.turns = new Turns(care);
    idle.add(connect(Purpose.QUESTIONS));
    for (int i = 0; i < SERVICES; i++) {
      Thread.ofPlatform().daemon().name("plugins-services-" + i).start(this::serve);
    }
  }

  /** The other end went away before it answered. */
  static final class Gone extends IOException {
    private static final long serialVersionUID = 1L;

    Gone(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /**
   * Asks, and waits for the answer.
   *
   * @param judged what is wrong with an answer: it is asked of whatever is given back, also where
   *     the other end does not want to know it
   * @param sent told when the question is on its way
   * @throws Gone if no answer comes
   * @throws PrytanyException as the other end says it; PLUGIN_FAULT if something is wrong with the
   *     answer
   */
  <A extends Answer> A ask(
      Ask ask, Class<A> type, Function<A, Optional<String>> judged, Runnable sent) throws Gone {
    Frames frames = null;
    boolean done = false;
    try {
      frames = connection();
      done = true;
      frames.send(Ask.class, ask);
      done = false;
      sent.run();
      Optional<Given<A>> last = Optional.empty();
      while (true) {
        switch (frames.receive(Reply.class)) {
          case Reply.Judge its -> {
            Given<A> given = given(of(type, its.answer()), judged);
            last = Optional.of(given);
            frames.send(Verdict.class, new Verdict(given.fault()));
          }
          case Reply.Done its -> {
            A answer = of(type, its.answer());
            done = true;
            return given(answer, judged).accepted();
          }
          case Reply.AsJudged its -> {
            Given<A> given = last.orElseThrow(() -> new IOException("nothing was judged"));
            done = true;
            return given.accepted();
          }
          case Reply.Refused its -> {
            done = true;
            throw its.goesOn()
                ? new GivenUp(its.words())
                : new PrytanyException(its.code(), its.words());
          }
        }
      }
    } catch (Frames.TooLarge e) {
      throw new PrytanyException(
          FailureCode.PLUGIN_UNAVAILABLE, "the plugins cannot be asked: " + e.getMessage(), e);
    } catch (IOException e) {
      done = false;
      throw new Gone(e);
    } finally {
      // Between a question and its end the other end waits for a word that does not come.
      if (done && frames != null) {
        idle.addFirst(frames);
      } else {
        close(frames);
      }
    }
  }

  private static <A extends Answer> Given<A> given(A answer, Function<A, Optional<String>> judged) {
    return new Given<>(answer, judged.apply(answer));
  }

  /** An answer, and what is wrong with it. */
  private record Given<A>(A answer, Optional<String> fault) {
    A accepted() {
      if (fault.isPresent()) {
        throw new PrytanyException(
            FailureCode.PLUGIN_FAULT,
            "the plugins' process gave an answer that is refused: " + fault.get());
      }
      return answer;
    }
  }

  private static <A extends Answer> A of(Class<A> type, Answer answer) throws IOException {
    if (!type.isInstance(answer)) {
      throw new IOException("the plugins' process answers another question");
    }
    return type.cast(answer);
  }

  /** Of this link among all of this server's. */
  long number() {
    return number;
  }

  /** When its plugins are asked. */
  Turns turns() {
    return turns;
  }

  /** Names a digest, so that services asked for it are those of its context. */
  long begin(DigestContext context) {
    long call = calls.incrementAndGet();
    contexts.put(call, context);
    last = context;
    return call;
  }

  void end(long call) {
    contexts.remove(call);
  }

  private Frames connection() throws IOException {
    Frames frames = idle.pollFirst();
    return frames == null ? connect(Purpose.QUESTIONS) : frames;
  }

  private Frames connect(Purpose purpose) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    Frames frames = new Frames(channel);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
      frames.send(Purpose.class, purpose);
    } catch (IOException e) {
      close(frames);
      throw e;
    }
    open.add(frames);
    if (closed) {
      close(frames);
      throw new IOException("the link is closed");
    }
    return frames;
  }

  private void serve() {
    while (!closed) {
      Frames frames = null;
      try {
        frames = connect(Purpose.SERVICES);
        while (true) {
          Wish wish = frames.receive(Wish.class);
          frames.send(
              Said.Granted.class, Granting.of(wish, Optional.ofNullable(context(wish)), last));
        }
      } catch (IOException | RuntimeException | Error e) {
        // An Error in one service leaves the others there.
        LOG.log(Level.DEBUG, "a connection for services ends", e);
        close(frames);
        pause();
      }
    }
  }

  private @Nullable DigestContext context(Wish wish) {
    return contexts.get(Granting.call(wish));
  }

  private void pause() {
    try {
      Thread.sleep(AGAIN);
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  private void close(@Nullable Frames frames) {
    if (frames == null) {
      return;
    }
    open.remove(frames);
    try {
      frames.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a connection does not close", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    open.forEach(this::close);
  }
}
