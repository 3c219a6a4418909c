package org.prytany.acceptance.badinput;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Requests as they are written, byte for byte, from an address of this machine's choice.
 *
 * @param host that is connected to, in numbers
 * @param tls with whatever certificate is shown
 */
record RawHttp(String host, int port, boolean tls) {

  private static final SSLContext TRUSTING = trusting();

  /**
   * What came back.
   *
   * @param head status line and headers
   */
  record Answer(int status, String head, String body) {

    /** The first header of a name. */
    Optional<String> header(String name) {
      return head.lines()
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst();
    }
  }

  /**
   * Sends a request and reads the answer; of one that streams, its headers.
   *
   * @param from the address that the connection comes from
   * @param start e.g. "GET /api/v1/daos"
   * @param headers whole lines
   */
  Answer send(String from, String start, List<String> headers, byte[] body) throws IOException {
    try (Socket plain = new Socket()) {
      plain.setSoTimeout(60_000);
      plain.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
      plain.connect(new InetSocketAddress(InetAddress.ofLiteral(host), port));
      Socket socket =
          tls ? TRUSTING.getSocketFactory().createSocket(plain, "localhost", port, true) : plain;
      StringBuilder head = new StringBuilder(start).append(" HTTP/1.1\r\n");
      if (headers.stream().noneMatch(line -> line.startsWith("Host:"))) {
        head.append("Host: 127.0.0.1\r\n");
      }
      headers.forEach(line -> head.append(line).append("\r\n"));
      if (body.length > 0 || start.startsWith("POST")) {
        head.append("Content-Length: ").append(body.length).append("\r\n");
      }
      head.append("Connection: close\r\n\r\n");
      byte[] first = head.toString().getBytes(StandardCharsets.ISO_8859_1);
      byte[] all = Arrays.copyOf(first, first.length + body.length);
      System.arraycopy(body, 0, all, first.length, body.length);
      socket.getOutputStream().write(all);
      socket.getOutputStream().flush();
      return read(socket.getInputStream());
    }
  }

  private static Answer read(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      head.write(next);
      if (next == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        break;
      }
    }
    String said = head.toString(StandardCharsets.ISO_8859_1);
    if (said.length() < 12) {
      throw new IOException("the answer has no status: '" + said + "'");
    }
    boolean stream = said.contains("text/event-stream");
    String body = stream ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    return new Answer(Integer.parseInt(said.substring(9, 12)), said, body);
  }

  private static SSLContext trusting() {
    X509TrustManager all =
        new X509TrustManager() {
          @Override
          public void checkClientTrusted(X509Certificate[] chain, String type) {}

          @Override
          public void checkServerTrusted(X509Certificate[] chain, String type) {}

          @Override
          public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
          }
        };
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {all}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
