package org.prytany.chain.heads;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A key and a certificate that nobody else signed, as the JDK's keytool makes them. */
final class Certificate {

  private static final String PASSWORD = "not-a-secret";
  private static final String TRUSTED = "javax.net.ssl.trustStore";

  private final Path file;

  /**
   * @param subject whom it is for, e.g. "ip:127.0.0.1" or "dns:node.example"
   */
  Certificate(Path folder, String subject) throws IOException, InterruptedException {
    file = folder.resolve("node.p12");
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=node",
                    "-ext",
                    "san=" + subject,
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    file.toString(),
                    "-storepass",
                    PASSWORD))
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool made no key: " + said);
    }
  }

  /** What a server needs to show it. */
  SSLContext shown() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  /** Whoever is made by this trusts it, as a JDK does that is started with these properties. */
  <T> T trusted(Supplier<T> made) {
    Map<String, String> properties =
        new TreeMap<>(
            Map.of(
                TRUSTED,
                file.toString(),
                TRUSTED + "Type",
                "PKCS12",
                TRUSTED + "Password",
                PASSWORD));
    properties.forEach(System::setProperty);
    try {
      return made.get();
    } finally {
      properties.keySet().forEach(System::clearProperty);
    }
  }
}
