package org.prytany.host.inspect;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.prytany.host.configuration.ConfigurationSchema;
import org.prytany.spi.SpiVersion;

/**
 * Looks at one WAR: what is packed in it, and what its classes use, without loading any of them.
 *
 * <p>It sees what a class file says. What a class reaches by names that it makes while it runs is
 * seen as {@link Permission#REFLECTION} and no further.
 */
public final class Inspection {

  /**
   * Changes whenever the checks or the interfaces do: what was found clean by others, or for
   * earlier interfaces, is looked at again.
   */
  public static final String CHECKS = "4 for " + SpiVersion.CURRENT;

  /** The attribute of META-INF/MANIFEST.MF with the permissions that a plugin asks for. */
  public static final String ASKS = "Prytany-Permissions";

  /** The attribute with the range of versions of the plugin interfaces that a plugin is for. */
  public static final String SPI = "Prytany-Spi";

  private static final int MOST_SHOWN = 160;

  private final Refusals refusals = new Refusals();
  private final Set<Permission> asks = EnumSet.noneOf(Permission.class);
  private final ClassReading classes = new ClassReading(refusals);

  private boolean configurable;
  private Optional<String> idProblem = Declared.idProblem(new Attributes());

  private Inspection() {}

  /** What there is to say about a file; never throws for what is in it. */
  public static Report of(Path war) {
    return new Inspection().look(war);
  }

  private Report look(Path war) {
    String sha256 = "";
    try {
      sha256 = sha256(war);
      new ArchiveReading(refusals, this::entry).read(war);
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (IOException | RuntimeException | Error e) {
      // A file must not end who reads it: an error such as a stack's end is one more refusal.
      String why = e.getMessage();
      refusals.add("it cannot be read as a WAR: " + (why == null ? e.getClass() : shown(why)));
    }
    if (configurable) {
      idProblem.ifPresent(
          why -> refusals.add("what is set for it (" + ConfigurationSchema.ENTRY + "): " + why));
    }
    Report report = new Report(sha256, refusals.all(), classes.uses(), asks, classes.count());
    if (report.clean() && !report.notAsked().isEmpty()) {
      Permission first = report.notAsked().iterator().next();
      String example =
          report.uses().stream()
              .filter(use -> use.permission() == first)
              .findFirst()
              .map(Report.Use::words)
              .orElse("");
      refusals.add(
          "its manifest does not ask for what its classes use; add \""
              + ASKS
              + ": "
              + String.join(" ", report.counts().keySet().stream().map(Permission::key).toList())
              + "\" to META-INF/MANIFEST.MF, or use less: "
              + example);
      return new Report(sha256, refusals.all(), classes.uses(), asks, classes.count());
    }
    return report;
  }

  // An entry of the WAR (library: "") or of a library in it.
  private void entry(String library, String name, byte[] content) throws IOException {
    if (library.isEmpty() && name.equals("META-INF/MANIFEST.MF")) {
      manifest(content);
    }
    if (library.isEmpty() && name.equals(ConfigurationSchema.ENTRY)) {
      configuration(content);
    }
    if (name.endsWith(".class")) {
      classes.read(library, name, content);
    }
  }

  private void manifest(byte[] content) throws IOException {
    Attributes attributes =
        new Manifest(new java.io.ByteArrayInputStream(content)).getMainAttributes();
    Optional.ofNullable(attributes.getValue(SPI)).ifPresent(this::spi);
    idProblem = Declared.idProblem(attributes);
    String words = attributes.getValue(ASKS);
    if (words == null) {
      return;
    }
    for (String word : words.strip().split("[\\s,]+", -1)) {
      if (!word.isEmpty()) {
        Permission.of(word)
            .ifPresentOrElse(
                asks::add,
                () ->
                    refusals.add(
                        "its manifest asks for \""
                            + shown(word)
                            + "\", and there is no such"
                            + " permission"));
      }
    }
  }

  private void configuration(byte[] content) {
    configurable = true;
    try {
      ConfigurationSchema.read(content);
    } catch (IllegalArgumentException e) {
      refusals.add(shown(String.valueOf(e.getMessage())));
    }
  }

  private void spi(String words) {
    Optional<SpiRange> range = SpiRange.of(words);
    if (range.isEmpty()) {
      refusals.add(
          "its manifest says \""
              + SPI
              + ": "
              + shown(words)
              + "\", which is no range of versions; write it as [0.1,0.2)");
    } else if (!range.get().has(SpiVersion.CURRENT)) {
      refusals.add(
          "it is for the versions "
              + shown(words.strip())
              + " of the plugin interfaces, and this server has "
              + SpiVersion.CURRENT
              + "; take a build of it for "
              + SpiVersion.CURRENT
              + ", or a server that has what it asks for");
    }
  }

  /** A stranger's text, fit for one line: what is no plain sign becomes a question mark. */
  static String shown(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(MOST_SHOWN)
        .forEach(sign -> line.appendCodePoint(isPlain(sign) ? sign : '?'));
    return text.codePointCount(0, text.length()) > MOST_SHOWN ? line + "..." : line.toString();
  }

  /** Whether a text has plain signs only. */
  static boolean plain(String text) {
    return text.codePoints().allMatch(Inspection::isPlain);
  }

  private static boolean isPlain(int sign) {
    return sign >= ' ' && sign < 0x7f;
  }

  /** SHA-256 of a file, 64 lower-case hexadecimal digits. */
  public static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
