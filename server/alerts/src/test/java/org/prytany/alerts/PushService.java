package org.prytany.alerts;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.prytany.governance.alert.PushEndpoint;

/**
 * A push service over TLS on loopback, and one browser behind it that decrypts what arrives, as RFC
 * 8291 tells browsers to.
 */
final class PushService implements AutoCloseable {

  /** What X.509 has before the point of a key of P-256. */
  private static final byte[] BEFORE_POINT =
      HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d030107034200");

  private static final byte[] SECRET = "sixteen bytes...".getBytes(StandardCharsets.US_ASCII);

  final List<Taken> taken = new CopyOnWriteArrayList<>();
  volatile int status = 201;

  private final HttpsServer server;
  private final SSLContext tls;
  private final KeyPair browser;

  record Taken(Map<String, List<String>> headers, byte[] body) {
    String header(String name) {
      return headers.get(name).getFirst();
    }
  }

  PushService(Path folder) throws Exception {
    tls = tls(folder);
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    browser = generator.generateKeyPair();
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.createContext(
        "/push/",
        exchange -> {
          taken.add(
              new Taken(
                  Map.copyOf(exchange.getRequestHeaders()),
                  exchange.getRequestBody().readAllBytes()));
          exchange.getResponseHeaders().add("Location", origin() + "/push/elsewhere");
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  private static SSLContext tls(Path folder) throws Exception {
    Path file = folder.resolve("service.p12");
    if (!Files.exists(file)) {
      Process made =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-alias",
                  "a",
                  "-keyalg",
                  "EC",
                  "-dname",
                  "CN=localhost",
                  "-ext",
                  "san=dns:localhost",
                  "-storepass",
                  "a password",
                  "-keystore",
                  file.toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (made.waitFor() != 0) {
        throw new IllegalStateException(said);
      }
    }
    char[] password = "a password".toCharArray();
    KeyStore store = KeyStore.getInstance(file.toFile(), password);
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, password);
    TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
    trusted.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }

  /** For clients that trust this service alone. */
  SSLContext tls() {
    return tls;
  }

  String origin() {
    return "https://localhost:" + server.getAddress().getPort();
  }

  PushEndpoint browser(String id) {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    byte[] whole = browser.getPublic().getEncoded();
    return new PushEndpoint(
        origin() + "/push/" + id,
        base64.encodeToString(Arrays.copyOfRange(whole, BEFORE_POINT.length, whole.length)),
        base64.encodeToString(SECRET));
  }

  /** What the browser reads. */
  String read(Taken message) throws GeneralSecurityException {
    ByteBuffer body = ByteBuffer.wrap(message.body());
    byte[] salt = bytes(body, 16);
    int record = body.getInt();
    byte[] theirs = bytes(body, body.get());
    byte[] sealed = bytes(body, body.remaining());
    if (sealed.length > record) {
      throw new GeneralSecurityException("more than one record");
    }
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(browser.getPrivate());
    agreement.doPhase(key(theirs), true);
    byte[] ours = Base64.getUrlDecoder().decode(browser("").key());
    byte[] both =
        derived(
            SECRET, agreement.generateSecret(), joined(text("WebPush: info\0"), ours, theirs), 32);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(derived(salt, both, text("Content-Encoding: aes128gcm\0"), 16), "AES"),
        new GCMParameterSpec(128, derived(salt, both, text("Content-Encoding: nonce\0"), 12)));
    byte[] padded = cipher.doFinal(sealed);
    if (padded[padded.length - 1] != 2) {
      throw new GeneralSecurityException("not the last record");
    }
    return new String(padded, 0, padded.length - 1, StandardCharsets.UTF_8);
  }

  static PublicKey key(byte[] point) throws GeneralSecurityException {
    return (ECPublicKey)
        KeyFactory.getInstance("EC")
            .generatePublic(new X509EncodedKeySpec(joined(BEFORE_POINT, point)));
  }

  private static byte[] derived(byte[] salt, byte[] from, byte[] info, int bytes)
      throws GeneralSecurityException {
    return KDF.getInstance("HKDF-SHA256")
        .deriveData(
            HKDFParameterSpec.ofExtract().addSalt(salt).addIKM(from).thenExpand(info, bytes));
  }

  private static byte[] bytes(ByteBuffer from, int count) {
    byte[] taken = new byte[count];
    from.get(taken);
    return taken;
  }

  private static byte[] text(String ascii) {
    return ascii.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] joined(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    Arrays.stream(parts).forEach(all::put);
    return all.array();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
