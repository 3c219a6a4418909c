package org.prytany.chain.heads;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/**
 * A node on the loopback interface that takes WebSocket connections, frame by frame (RFC 6455), and
 * then does what a test says. Close it to end it.
 */
final class HostileNode implements AutoCloseable {

  /** What it does on a connection after the handshake. */
  interface Manner {
    void go(Talk talk) throws IOException;
  }

  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final long CHAIN = 31337;

  private final ServerSocket server;
  private final String scheme;
  private final Manner manner;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  final AtomicInteger connections = new AtomicInteger();

  HostileNode(Manner manner) throws IOException {
    this("ws", ServerSocketFactory.getDefault(), manner);
  }

  /** As a node behind TLS. */
  HostileNode(SSLContext tls, Manner manner) throws IOException {
    this("wss", tls.getServerSocketFactory(), manner);
  }

  private HostileNode(String scheme, ServerSocketFactory sockets, Manner manner)
      throws IOException {
    this.scheme = scheme;
    this.manner = manner;
    server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().name("hostile-node").start(this::accept);
  }

  URI url() {
    return URI.create(
        scheme + "://user:hunter2@127.0.0.1:" + server.getLocalPort() + "/secret-key");
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        connections.incrementAndGet();
        sockets.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      Talk talk = new Talk(socket);
      talk.shakeHands();
      manner.go(talk);
    } catch (IOException e) {
      // The other side went away, as it should.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  /** One connection. */
  static final class Talk {
    private final InputStream in;
    private final OutputStream out;

    Talk(Socket socket) throws IOException {
      in = socket.getInputStream();
      out = socket.getOutputStream();
    }

    private void shakeHands() throws IOException {
      var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1), 1);
      String key = "";
      for (String line = lines.readLine();
          line != null && !line.isEmpty();
          line = lines.readLine()) {
        if (line.toLowerCase(java.util.Locale.ROOT).startsWith("sec-websocket-key:")) {
          key = line.substring(line.indexOf(':') + 1).strip();
        }
      }
      out.write(
          ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  + "Sec-WebSocket-Accept: "
                  + accepted(key)
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }

    private static String accepted(String key) {
      try {
        byte[] hash =
            MessageDigest.getInstance("SHA-1")
                .digest((key + MAGIC).getBytes(StandardCharsets.ISO_8859_1));
        return Base64.getEncoder().encodeToString(hash);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }

    /** Answers both questions as an honest node does. */
    void agree() throws IOException {
      agree(CHAIN);
    }

    void agree(long chainId) throws IOException {
      hear();
      text("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x" + Long.toHexString(chainId) + "\"}");
      hear();
      text("{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":\"0xabc\"}");
    }

    /** Reads one frame; its text is not looked at. */
    void hear() throws IOException {
      int first = in.read();
      int length = in.read() & 0x7f;
      if (first < 0) {
        throw new IOException("gone");
      }
      if (length == 126) {
        length = in.read() << 8 | in.read();
      }
      in.readNBytes(4 + length);
    }

    /** Says nothing until the other side goes. */
    void listen() throws IOException {
      while (in.read() >= 0) {
        continue;
      }
    }

    void head(long number) throws IOException {
      text(
          "{\"jsonrpc\":\"2.0\",\"method\":\"eth_subscription\","
              + "\"params\":{\"subscription\":\"0xabc\",\"result\":{\"number\":\"0x"
              + Long.toHexString(number)
              + "\",\"hash\":\"0x"
              + String.format("%064x", number)
              + "\"}}}");
    }

    void text(String text) throws IOException {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      begin(0x81, bytes.length);
      out.write(bytes);
      out.flush();
    }

    /** The first bytes of a frame. */
    void begin(int kind, long length) throws IOException {
      out.write(kind);
      if (length < 126) {
        out.write((int) length);
      } else if (length < 65_536) {
        out.write(126);
        out.write((int) length >>> 8);
        out.write((int) length & 0xff);
      } else {
        out.write(127);
        for (int shift = 56; shift >= 0; shift -= 8) {
          out.write((int) (length >>> shift) & 0xff);
        }
      }
    }

    void raw(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
    }
  }
}
