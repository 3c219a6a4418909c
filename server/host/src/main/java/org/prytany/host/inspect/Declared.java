package org.prytany.host.inspect;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What a WAR's manifest says of the plugin in it, which nobody knows otherwise before it runs.
 *
 * @param id the plugin's id; "" if it does not say, as of the others
 * @param version as its {@code version()} has it, up to a "+"
 * @param kind "digester", "strategy" or "executor"
 * @param spi the range of versions of the plugin interfaces that it is for
 */
public record Declared(String id, String version, String kind, String spi) {

  /** The attribute of META-INF/MANIFEST.MF with the plugin's id. */
  public static final String ID = "Prytany-Id";

  /** The attribute with its version. */
  public static final String VERSION = "Prytany-Version";

  /** The attribute with its kind. */
  public static final String KIND = "Prytany-Kind";

  /** Simple names of the SPI's interfaces by what manifests call them. */
  public static final Map<String, String> KINDS =
      Map.of(
          "digester", "ProposalDigester",
          "strategy", "VoteStrategy",
          "executor", "TreasuryExecutor");

  /** What a manifest says that says nothing. */
  public static final Declared NOTHING = new Declared("", "", "", "");

  private static final Pattern IDS = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}+");

  private static final Pattern VERSIONS = Pattern.compile("[0-9][0-9A-Za-z.-]{0,63}+");

  private static final int MOST_BYTES = 1 << 20;

  private static final int MOST_SHOWN = 64;

  /**
   * Reads a WAR's manifest.
   *
   * @throws IOException if the file cannot be read as an archive
   */
  public static Declared of(Path war) throws IOException {
    try (ZipFile zip = new ZipFile(war.toFile())) {
      ZipEntry entry = zip.getEntry("META-INF/MANIFEST.MF");
      if (entry == null) {
        return NOTHING;
      }
      try (InputStream in = zip.getInputStream(entry)) {
        Attributes all =
            new Manifest(new ByteArrayInputStream(in.readNBytes(MOST_BYTES))).getMainAttributes();
        return new Declared(
            text(all, ID), text(all, VERSION), text(all, KIND), text(all, Inspection.SPI));
      }
    }
  }

  private static String text(Attributes all, String name) {
    String value = Optional.ofNullable(all.getValue(name)).orElse("").strip();
    String shown = Inspection.shown(value);
    return shown.length() <= MOST_SHOWN ? shown : shown.substring(0, MOST_SHOWN) + "...";
  }

  /** What is missing or wrong for somebody to sign for it, with what to do; perhaps nothing. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    idProblem(id).ifPresent(problems::add);
    if (!VERSIONS.matcher(version).matches() || !compares(version)) {
      problems.add(problem(VERSION, version, "the plugin's version, such as 1.2.0"));
    }
    if (!KINDS.containsKey(kind)) {
      problems.add(problem(KIND, kind, "digester, strategy or executor"));
    }
    return problems;
  }

  private static Optional<String> idProblem(String id) {
    return IDS.matcher(id).matches()
        ? Optional.empty()
        : Optional.of(
            problem(ID, id, "the plugin's id: lower-case letters, digits and dashes, 64 at most"));
  }

  /** What is missing or wrong with the id in a manifest, with what to do; perhaps nothing. */
  static Optional<String> idProblem(Attributes all) {
    return idProblem(text(all, ID));
  }

  private static boolean compares(String version) {
    try {
      return !Version.parse(version).toString().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String problem(String attribute, String value, String expected) {
    return "its manifest has "
        + (value.isEmpty() ? "no " + attribute : "\"" + attribute + ": " + value + "\"")
        + "; write there "
        + expected;
  }

  /**
   * What a plugin that was started says otherwise than its manifest; empty if nothing, or if the
   * manifest says nothing.
   *
   * @param itsKind as manifests call it
   */
  public Optional<String> contradiction(String itsId, String itsVersion, String itsKind) {
    int plus = itsVersion.indexOf('+');
    String released = plus < 0 ? itsVersion : itsVersion.substring(0, plus);
    if (!id.isEmpty() && !id.equals(itsId)) {
      return Optional.of("its manifest says " + ID + ": " + id + ", and its id() another");
    }
    if (!version.isEmpty() && !version.equals(released)) {
      return Optional.of(
          "its manifest says " + VERSION + ": " + version + ", and its version() another");
    }
    if (!kind.isEmpty() && !kind.equals(itsKind)) {
      return Optional.of("its manifest says " + KIND + ": " + kind + ", and it is a " + itsKind);
    }
    return Optional.empty();
  }
}
