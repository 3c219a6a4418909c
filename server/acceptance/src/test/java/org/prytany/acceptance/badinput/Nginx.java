package org.prytany.acceptance.badinput;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.prytany.acceptance.server.BuiltHouse;
import org.prytany.cli.ServerProcess;

/** A real nginx before the server: once as it proxies by itself, once as docs/operating.md says. */
final class Nginx implements AutoCloseable {

  /** The address that the one without settings comes from; no proxy that is believed. */
  static final String UNKNOWN = "127.0.0.66";

  private static final Pattern DOCUMENTED =
      Pattern.compile("```nginx\\nlocation / \\{\\n([^}]*)\\}\\n```");

  private final Process process;
  final int usual = ServerProcess.freePort();
  final int documented = ServerProcess.freePort();

  /** Where nginx is, if this machine has it. */
  static Optional<Path> program() {
    return Stream.concat(Stream.of("/usr/sbin"), Stream.of(System.getenv("PATH").split(":", -1)))
        .map(folder -> Path.of(folder, "nginx"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  Nginx(Path folder, int server) throws IOException, InterruptedException {
    Path config = folder.resolve("nginx.conf");
    String to = "http://127.0.0.1:" + server;
    Files.writeString(
        config,
        """
        daemon off;
        worker_processes 1;
        pid %1$s/nginx.pid;
        error_log %1$s/nginx.log;
        events { worker_connections 256; }
        http {
          access_log off;
          client_body_temp_path %1$s/body;
          proxy_temp_path %1$s/proxy;
          fastcgi_temp_path %1$s/fastcgi;
          uwsgi_temp_path %1$s/uwsgi;
          scgi_temp_path %1$s/scgi;
          server {
            listen 127.0.0.1:%2$d;
            listen [::1]:%2$d;
            location / { proxy_pass %4$s; proxy_bind %6$s; }
          }
          server {
            listen 127.0.0.1:%3$d;
            listen [::1]:%3$d;
            location / {
              %5$s
              proxy_bind %7$s;
            }
          }
        }
        """
            .formatted(
                folder,
                usual,
                documented,
                to,
                asDocumented().replace("http://127.0.0.1:8080", to),
                UNKNOWN,
                BadNeighbours.House.PROXY));
    process =
        new ProcessBuilder(
                program().orElseThrow().toString(),
                "-c",
                config.toString(),
                "-p",
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("nginx.out").toFile())
            .start();
    for (int port : List.of(usual, documented)) {
      awaitPort(port, folder);
    }
  }

  private void awaitPort(int port, Path folder) throws IOException, InterruptedException {
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        return;
      } catch (IOException notYet) {
        if (!process.isAlive()) {
          throw new IllegalStateException(Files.readString(folder.resolve("nginx.out")), notYet);
        }
        Thread.sleep(50);
      }
    }
  }

  private static String asDocumented() throws IOException {
    Matcher block =
        DOCUMENTED.matcher(
            Files.readString(BuiltHouse.installation().home().resolve("docs/operating.md")));
    if (!block.find()) {
      throw new IllegalStateException("docs/operating.md shows no block for nginx");
    }
    return block.group(1);
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
