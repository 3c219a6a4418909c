package org.prytany.signerd.serving;

import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.signer.wire.Answer;
import org.prytany.signer.wire.Ask;
import org.prytany.signer.wire.Frames;
import org.prytany.signer.wire.WireJson;
import org.prytany.signerd.journal.DurableFile;

/**
 * Listens on a Unix domain socket. Only processes of one user of the operating system are heard;
 * the kernel says whose a process is. Nothing listens on a network.
 */
public final class SignerServer implements AutoCloseable {

  private static final Logger LOG = System.getLogger(SignerServer.class.getName());
  private static final int CONNECTIONS = 16;
  private static final long SILENCE_SECONDS = 90;

  /** What fits into the kernel's address of a socket, less its closing zero. */
  private static final int LONGEST_PATH = 107;

  private final Path socket;
  private final ServerSocketChannel listener;
  private final String user;
  private final Questions questions;
  private final Room room = new Room();
  private final Semaphore places = new Semaphore(CONNECTIONS);
  private final AtomicBoolean advised = new AtomicBoolean();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

  private SignerServer(
      Path socket, ServerSocketChannel listener, String user, Questions questions) {
    this.socket = socket;
    this.listener = listener;
    this.user = user;
    this.questions = questions;
  }

  /**
   * @param socket where to listen; its folder is made for this user alone if it is not there
   * @param serverUser whose processes are heard; empty: those of this process's own user
   * @throws PrytanyException CONFIGURATION_INVALID
   */
  public static SignerServer open(Path socket, Optional<String> serverUser, Questions questions) {
    if (socket.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8).length > LONGEST_PATH) {
      throw invalid(
          "The path of the socket, "
              + socket
              + ", has more than "
              + LONGEST_PATH
              + " bytes, which no socket's may have: set prytany.signer.socket to a shorter one.");
    }
    try {
      Path folder = Optional.ofNullable(socket.getParent()).orElseThrow();
      DurableFile.folder(folder);
      Set<PosixFilePermission> rights = Files.getPosixFilePermissions(folder);
      if (rights.contains(PosixFilePermission.OTHERS_EXECUTE)
          || rights.contains(PosixFilePermission.OTHERS_WRITE)) {
        throw invalid(
            "The folder of the signer's socket, "
                + folder
                + ", is open to every user of this machine: chmod 700 it, or 750 with a group that"
                + " only the server's user is in.");
      }
      // Left by a signer that was killed; the journal's lock says that none runs.
      Files.deleteIfExists(socket);
      ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      listener.bind(UnixDomainSocketAddress.of(socket));
      Files.setPosixFilePermissions(
          socket,
          PosixFilePermissions.fromString(serverUser.isPresent() ? "rw-rw----" : "rw-------"));
      return new SignerServer(
          socket, listener, serverUser.orElse(System.getProperty("user.name")), questions);
    } catch (IOException e) {
      throw new PrytanyException(
          FailureCode.CONFIGURATION_INVALID,
          "The signer cannot listen at " + socket + ": check prytany.signer.socket and its rights.",
          e);
    }
  }

  /** Answers until it is closed. */
  public void serve() {
    while (listener.isOpen()) {
      // Who finds no place waits in the kernel's queue, where it takes none of this memory.
      if (!place()) {
        continue;
      }
      try {
        SocketChannel channel = listener.accept();
        Thread.ofVirtual().name("signer-answer").start(() -> serve(channel));
      } catch (IOException e) {
        places.release();
        if (listener.isOpen()) {
          LOG.log(Level.WARNING, "a connection could not be taken: {0}", e.getMessage());
        }
      }
    }
  }

  private boolean place() {
    try {
      return places.tryAcquire(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      return false;
    }
  }

  private void serve(SocketChannel channel) {
    try (channel) {
      if (!known(channel)) {
        return;
      }
      while (listener.isOpen()) {
        ScheduledFuture<?> end =
            clock.schedule(() -> closed(channel), SILENCE_SECONDS, TimeUnit.SECONDS);
        try {
          int length = Frames.length(channel);
          try (Room.Part taken = room.take(length)) {
            Frames.write(channel, WireJson.bytes(answer(Frames.body(channel, length))));
          }
        } finally {
          end.cancel(false);
        }
      }
    } catch (EOFException | RejectedExecutionException e) {
      // The other end has asked what it wanted, or this end is being closed.
      return;
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a connection ended: {0}", e.getMessage());
    } finally {
      places.release();
    }
  }

  private boolean known(SocketChannel channel) throws IOException {
    UnixDomainPrincipal peer = channel.getOption(ExtendedSocketOptions.SO_PEERCRED);
    String name = peer.user().getName();
    if (!name.equals(user)) {
      LOG.log(Level.WARNING, "a process of user {0} was turned away", name);
      return false;
    }
    if (name.equals(System.getProperty("user.name")) && advised.compareAndSet(false, true)) {
      LOG.log(
          Level.INFO,
          "prytany signer: server and signer run as the same user {0}. Who takes over the server can"
              + " then read the keys'' files: give the signer a user of its own"
              + " (docs/operating.md says how).",
          name);
    }
    return true;
  }

  private Answer answer(byte[] asked) {
    try {
      Ask ask = WireJson.read(asked, Ask.class);
      if (ask.form() != Ask.FORM) {
        return refused(
            FailureCode.CONFIGURATION_INVALID,
            "The server speaks form "
                + ask.form()
                + " and the signer form "
                + Ask.FORM
                + ": start both from the same version.");
      }
      return Answer.of(questions.answer(ask));
    } catch (PrytanyException e) {
      return Answer.of(e);
    } catch (IllegalArgumentException e) {
      return refused(
          FailureCode.INVALID_INPUT,
          "The signer does not understand the request: " + e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a request failed in a way that nobody foresaw", e);
      return refused(
          FailureCode.SIGNER_UNAVAILABLE,
          "The signer failed; its log says why. It is not known whether it signed.");
    }
  }

  private static Answer refused(FailureCode code, String why) {
    return Answer.of(new PrytanyException(code, why));
  }

  private static PrytanyException invalid(String why) {
    return new PrytanyException(FailureCode.CONFIGURATION_INVALID, why);
  }

  private static void closed(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // It is of no use any more, closed or not.
      return;
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      Files.deleteIfExists(socket);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the socket was not removed: {0}", e.getMessage());
    }
    clock.shutdownNow();
  }
}
