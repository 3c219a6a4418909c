package org.prytany.alerts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server on loopback that refuses a recipient, or answers letter by letter. */
final class MailServer implements AutoCloseable {

  /** Who got a mail, once for each. */
  final List<String> taken = new CopyOnWriteArrayList<>();

  volatile boolean drips;

  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final String refused;

  MailServer(String refused) throws IOException {
    this.refused = refused;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        var in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
      OutputStream out = client.getOutputStream();
      answer(out, "220 ready");
      String recipient = "";
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String word = line.toUpperCase(Locale.ROOT);
        if (word.startsWith("RCPT TO:")) {
          recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
          answer(out, recipient.equals(refused) ? "550 no such user" : "250 OK");
        } else if (word.equals("DATA")) {
          answer(out, "354 go on");
          while (!".".equals(in.readLine())) {
            continue;
          }
          taken.add(recipient);
          answer(out, "250 taken");
        } else if (word.equals("QUIT")) {
          answer(out, "221 bye");
          return;
        } else {
          answer(out, "250 OK");
        }
      }
    } catch (IOException | InterruptedException e) {
      // The client went away.
    }
  }

  private void answer(OutputStream out, String line) throws IOException, InterruptedException {
    for (byte letter : (line + "\r\n").getBytes(StandardCharsets.UTF_8)) {
      out.write(letter);
      if (drips) {
        Thread.sleep(5_000);
      }
    }
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
