package org.prytany.host.inspect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.prytany.host.configuration.ConfigurationSchema;
import org.prytany.host.configuration.StrictJson;

/**
 * What a WAR's manifest says of the plugin in it, which nobody knows otherwise before it runs.
 *
 * @param id the plugin's id; "" if the WAR has no manifest, as of version and spi
 * @param version as its {@code version()} has it, up to a "+"
 * @param kinds by the words of {@link #KINDS}
 * @param spi the range of versions of the plugin interfaces that it is for
 * @param permissions what its classes may use beyond computing
 * @param configuration what can be set for it; empty if nothing
 */
public record Declared(
    String id,
    String version,
    List<String> kinds,
    String spi,
    Set<Permission> permissions,
    Optional<ConfigurationSchema> configuration) {

  /** Where the manifest lies in a WAR. */
  public static final String ENTRY = "META-INF/prytany-plugin.json";

  /** Simple names of the SPI's interfaces by what manifests call them. */
  public static final Map<String, String> KINDS =
      Map.of(
          "digester", "ProposalDigester",
          "strategy", "VoteStrategy",
          "executor", "TreasuryExecutor",
          "notifier", "Notifier");

  /** What a WAR without a manifest says. */
  public static final Declared NOTHING =
      new Declared("", "", List.of(), "", Set.of(), Optional.empty());

  public Declared {
    kinds = List.copyOf(kinds);
    permissions = Set.copyOf(permissions);
  }

  /**
   * Reads a WAR's manifest; {@link #NOTHING} if it has none.
   *
   * @throws IOException if the file cannot be read as an archive
   * @throws IllegalArgumentException if the manifest is refused, with what to write instead
   */
  public static Declared of(Path war) throws IOException {
    try (ZipFile zip = new ZipFile(war.toFile())) {
      ZipEntry entry = zip.getEntry(ENTRY);
      // Asked for a file, the archive gives a folder of that name.
      if (entry == null || entry.isDirectory()) {
        return NOTHING;
      }
      try (InputStream in = zip.getInputStream(entry)) {
        return read(in.readNBytes(StrictJson.enough()));
      }
    }
  }

  /**
   * Reads a manifest.
   *
   * @throws IllegalArgumentException if it is refused, with what to write instead
   */
  public static Declared read(byte[] json) {
    Refusals problems = new Refusals();
    Declared read = ManifestReading.read(json, problems::add);
    if (!problems.all().isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems.all()));
    }
    return read;
  }

  /** What is missing for somebody to sign for it, with what to do; empty if nothing. */
  public Optional<String> problem() {
    return id.isEmpty()
        ? Optional.of(
            "it has no manifest: write "
                + ENTRY
                + " with id, version, spi and kinds, so that it is known what is signed for")
        : Optional.empty();
  }

  /** Its kinds, for people and as the field of a report: "digester, strategy". */
  public String kind() {
    return String.join(", ", kinds);
  }

  /**
   * What a plugin that was started says otherwise than its manifest; empty if nothing, or if there
   * is no manifest.
   *
   * @param itsKind as manifests call it
   */
  public Optional<String> contradiction(String itsId, String itsVersion, String itsKind) {
    int plus = itsVersion.indexOf('+');
    String released = plus < 0 ? itsVersion : itsVersion.substring(0, plus);
    if (id.isEmpty()) {
      return Optional.empty();
    }
    if (!id.equals(itsId)) {
      return Optional.of("its manifest says \"id\": \"" + id + "\", and its id() another");
    }
    if (!version.equals(released)) {
      return Optional.of(
          "its manifest says \"version\": \"" + version + "\", and its version() another");
    }
    if (!kinds.contains(itsKind)) {
      return Optional.of("its manifest says it is " + kind() + ", and it is a " + itsKind);
    }
    return Optional.empty();
  }
}
