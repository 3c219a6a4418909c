package org.prytany.host.inspect;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
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
  public static final String CHECKS = "5 for " + SpiVersion.CURRENT;

  /** What plugins once said in other places, which nobody reads any more. */
  private static final String EARLIER = "prytany-";

  static final String EARLIER_CONFIGURATION = "META-INF/prytany-configuration.json";

  private static final int MOST_SHOWN = 160;

  private final Refusals refusals = new Refusals();
  private final ClassReading classes = new ClassReading(refusals);

  private final List<String> earlier = new ArrayList<>();
  private Declared declared = Declared.NOTHING;

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
      sayEarlier();
    } catch (OutOfMemoryError e) {
      throw e;
    } catch (IOException | RuntimeException | Error e) {
      // A file must not end who reads it: an error such as a stack's end is one more refusal.
      String why = e.getMessage();
      refusals.add("it cannot be read as a WAR: " + (why == null ? e.getClass() : shown(why)));
    }
    Report report = report(sha256);
    if (report.clean() && !report.notAsked().isEmpty()) {
      Permission first = report.notAsked().iterator().next();
      String example =
          report.uses().stream()
              .filter(use -> use.permission() == first)
              .findFirst()
              .map(Report.Use::words)
              .orElse("");
      refusals.add(
          "its manifest does not ask for what its classes use; write \"permissions\": ["
              + report.counts().keySet().stream()
                  .map(one -> "\"" + one.key() + "\"")
                  .collect(Collectors.joining(", "))
              + "] in "
              + Declared.ENTRY
              + ", or use less: "
              + example);
      return report(sha256);
    }
    return report;
  }

  private Report report(String sha256) {
    return new Report(
        sha256, refusals.all(), classes.uses(), declared.permissions(), classes.count());
  }

  // An entry of the WAR (library: "") or of a library in it.
  private void entry(String library, String name, byte[] content) throws IOException {
    if (library.isEmpty() && name.equals("META-INF/MANIFEST.MF")) {
      manifest(content);
    }
    if (library.isEmpty() && name.equals(Declared.ENTRY)) {
      declared = ManifestReading.read(content, refusals::add);
      SpiRange.of(declared.spi()).ifPresent(this::spi);
    } else if (library.isEmpty() && name.equalsIgnoreCase(Declared.ENTRY)) {
      refusals.add("its manifest is called " + shown(name) + ": call it " + Declared.ENTRY);
    }
    if (library.isEmpty() && name.equals(EARLIER_CONFIGURATION)) {
      earlier(name);
    }
    if (name.endsWith(".class")) {
      classes.read(library, name, content);
    }
  }

  private void manifest(byte[] content) throws IOException {
    new Manifest(new java.io.ByteArrayInputStream(content))
        .getMainAttributes().keySet().stream()
            .map(String::valueOf)
            .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(EARLIER))
            .sorted()
            .forEach(name -> earlier(name + " of META-INF/MANIFEST.MF"));
  }

  private void earlier(String where) {
    earlier.add(shown(where));
  }

  private void sayEarlier() {
    if (!earlier.isEmpty()) {
      refusals.add(
          "it is built for an earlier Prytany, for it says something in "
              + shown(String.join(", ", earlier))
              + ": get a build for this Prytany from whoever made it, where "
              + Declared.ENTRY
              + " says that alone");
    }
  }

  private void spi(SpiRange range) {
    if (!range.has(SpiVersion.CURRENT)) {
      refusals.add(
          "it is for the versions "
              + declared.spi()
              + " of the plugin interfaces, and this server has "
              + SpiVersion.CURRENT
              + "; take a build of it for "
              + SpiVersion.CURRENT
              + ", or a server that has what it asks for");
    }
  }

  /** A stranger's text, fit for one line: what is no plain sign becomes a question mark. */
  static String shown(String text) {
    return shown(text, MOST_SHOWN);
  }

  /** The same, with so many signs of it at most. */
  static String shown(String text, int most) {
    StringBuilder line = new StringBuilder();
    text.codePoints().limit(most).forEach(sign -> line.appendCodePoint(isPlain(sign) ? sign : '?'));
    return text.codePointCount(0, text.length()) > most ? line + "..." : line.toString();
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
