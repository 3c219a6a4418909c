package org.prytany.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.plugin.GivenUp;
import org.prytany.governance.plugin.Plugins;
import org.prytany.link.Said.Purpose;
import org.prytany.link.Said.Reply;
import org.prytany.link.Said.Verdict;

/**
 * The end of the link in the plugins' process: answers what the server asks by plugins that are at
 * hand, and gives them the server's services. A thread a connection, a connection a call.
 */
public final class FarEnd implements AutoCloseable {

  private static final Logger LOG = System.getLogger(FarEnd.class.getName());

  private final Answering answering;
  private final Wishes wishes = new Wishes();
  private final Path socket;
  private final ServerSocketChannel door;
  private final Set<Frames> open = ConcurrentHashMap.newKeySet();

  /**
   * Listens from now on.
   *
   * @param socket a path that is free; whoever may enter its folder may ask
   */
  public FarEnd(Plugins plugins, Path socket) {
    this.answering = new Answering(plugins, wishes);
    this.socket = socket;
    try {
      this.door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      door.bind(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().name("plugins-link").start(this::listen);
  }

  private void listen() {
    try {
      while (door.isOpen()) {
        SocketChannel came = door.accept();
        Thread.ofPlatform().daemon().name("plugins-link-call").start(() -> serve(new Frames(came)));
      }
    } catch (ClosedChannelException e) {
      LOG.log(Level.DEBUG, "the link is closed");
    } catch (IOException e) {
      LOG.log(Level.ERROR, "the server can reach the plugins no more", e);
    }
  }

  private void serve(Frames frames) {
    open.add(frames);
    try {
      if (frames.receive(Purpose.class) == Purpose.SERVICES) {
        wishes.through(frames);
        return;
      }
      while (true) {
        frames.send(Reply.class, reply(frames, frames.receive(Said.Ask.class)));
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a connection ends: {0}", e.getMessage());
      close(frames);
    }
    open.remove(frames);
  }

  private Reply reply(Frames frames, Said.Ask ask) throws IOException {
    try {
      return answering.answer(ask, answer -> verdict(frames, answer));
    } catch (PrytanyException e) {
      return new Reply.Refused(e.code(), String.valueOf(e.getMessage()), e instanceof GivenUp);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a question cannot be answered", e);
      return new Reply.Refused(
          FailureCode.PLUGIN_FAULT, "the plugins' process cannot answer: " + e, false);
    }
  }

  private static Verdict verdict(Frames frames, Said.Answer answer) {
    try {
      frames.send(Reply.class, new Reply.Judge(answer));
      return frames.receive(Verdict.class);
    } catch (Frames.TooLarge e) {
      return new Verdict(Optional.of(String.valueOf(e.getMessage())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(Frames frames) {
    try {
      frames.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a connection does not close", e);
    }
  }

  @Override
  public void close() {
    try {
      door.close();
      // A server that was killed does not do so.
      Files.deleteIfExists(socket);
      Files.deleteIfExists(Objects.requireNonNull(socket.toAbsolutePath().getParent()));
    } catch (DirectoryNotEmptyException e) {
      LOG.log(Level.DEBUG, "the socket's folder has something else in it");
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the link does not close", e);
    }
    wishes.close();
    open.forEach(FarEnd::close);
  }
}
