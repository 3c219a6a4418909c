package org.prytany.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prytany.store.StoreCopy;

/** Archives that were cut, damaged, or made to do harm: each is refused, and it is said why. */
class HostileArchiveTest {

  private static final String DOCUMENT =
      "{\"_id\": \"a\", \"schema\": {\"$numberInt\": \"3\"}, \"version\": {\"$numberLong\":"
          + " \"1\"}}\n";
  private static final String PROPOSALS = Part.documents("proposals", 1);

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("backup.tar.gz");
  }

  /** A file in an archive: its header's block, and its content. */
  private record Entry(byte[] header, byte[] content) {

    static Entry of(String name, String content) {
      byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
      return new Entry(new TarHeader(name, bytes.length).bytes(), bytes);
    }

    /** The same with another type and a fitting sum. */
    Entry type(char type) {
      byte[] changed = header.clone();
      changed[156] = (byte) type;
      return new Entry(summed(changed), content);
    }

    Entry prefixed() {
      byte[] changed = header.clone();
      changed[345] = 'x';
      return new Entry(summed(changed), content);
    }

    private static byte[] summed(byte[] block) {
      Arrays.fill(block, 148, 156, (byte) ' ');
      long sum = 0;
      for (byte each : block) {
        sum += each & 0xff;
      }
      byte[] text = "%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(text, 0, block, 148, text.length);
      return block;
    }
  }

  private static Manifest manifest(List<Entry> entries, long proposals) {
    List<Part> parts = new ArrayList<>();
    for (Entry entry : entries) {
      parts.add(
          new Part(
              name(entry),
              entry.content().length,
              HexFormat.of().formatHex(Sha256.fresh().digest(entry.content()))));
    }
    TreeMap<String, Long> counts = new TreeMap<>();
    StoreCopy.COLLECTIONS.forEach(collection -> counts.put(collection, 0L));
    counts.put("proposals", proposals);
    return new Manifest(
        1,
        "prytany",
        3,
        "2026-01-02T03:04:05Z",
        "a store",
        false,
        new AuditTrail().head(),
        "",
        counts,
        parts);
  }

  private static String name(Entry entry) {
    byte[] block = entry.header();
    int end = 0;
    while (block[end] != 0) {
      end++;
    }
    return new String(block, 0, end, StandardCharsets.US_ASCII);
  }

  private static byte[] tar(List<Entry> entries) throws IOException {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    for (Entry entry : entries) {
      tar.write(entry.header());
      tar.write(entry.content());
      tar.write(new byte[(512 - entry.content().length % 512) % 512]);
    }
    tar.write(new byte[1024]);
    return tar.toByteArray();
  }

  private void gzip(byte[] tar) throws IOException {
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(tar);
    }
  }

  /** With a manifest that knows all of them, as whoever makes an archive can write. */
  private void write(Entry... entries) throws IOException {
    List<Entry> all = new ArrayList<>(List.of(entries));
    all.add(Entry.of(Part.MANIFEST, new String(manifest(all, 1).bytes(), StandardCharsets.UTF_8)));
    gzip(tar(all));
  }

  private void refused(String... words) {
    assertThatThrownBy(() -> Inspection.of(file))
        .isInstanceOf(BadBackup.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(words));
    assertThat(folder.toFile().list()).as("nothing is written").containsExactly("backup.tar.gz");
  }

  @Test
  void aPlainOneIsRead() throws IOException {
    write(Entry.of(PROPOSALS, DOCUMENT));
    assertThat(Inspection.of(file).manifest().count()).isEqualTo(1);
  }

  @Test
  void oneOfAnEarlierVersionIsReadThatHadFewerCollections() throws IOException {
    List<Entry> all = new ArrayList<>(List.of(Entry.of(PROPOSALS, DOCUMENT)));
    Manifest earlier = manifest(all, 1);
    earlier.documents().remove("subscriptions");
    all.add(Entry.of(Part.MANIFEST, new String(earlier.bytes(), StandardCharsets.UTF_8)));
    gzip(tar(all));
    assertThat(Inspection.of(file).manifest().count()).isEqualTo(1);
    assertThat(Words.of(Inspection.of(file).manifest(), "subscriptions")).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void aManifestThatCountsWhatThereIsNoneOfIsRefused(long count) throws IOException {
    List<Entry> all = new ArrayList<>(List.of(Entry.of(PROPOSALS, DOCUMENT)));
    Manifest wrong = manifest(all, 1);
    wrong.documents().put("invented", count);
    all.add(Entry.of(Part.MANIFEST, new String(wrong.bytes(), StandardCharsets.UTF_8)));
    gzip(tar(all));
    refused("are not those");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil",
        "/etc/passwd",
        "store/../../evil",
        "abis/../evil.json",
        "abis/..",
        "abis/.json",
        "abis/a/b.json",
        "abis/a.JSON",
        "models/x.exe",
        "store/proposals-1.jsonl",
        "store/form-000001.jsonl",
        "store/system.users-000001.jsonl",
        "signer/seal.key",
        "settings/PRYTANY.properties",
        "C:\\evil",
        "settings/prytany.properties/",
        "",
        "\u001b[31mred"
      })
  void aNameThatNoBackupHasIsRefusedByName(String name) throws IOException {
    write(Entry.of(name, "x"), Entry.of(PROPOSALS, DOCUMENT));
    refused("which no backup has");
    assertThatThrownBy(() -> Inspection.of(file))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\u001b"));
  }

  @ParameterizedTest
  @ValueSource(chars = {'1', '2', '3', '4', '5', '6', 'x', 'g', 'L', 'K', 'S'})
  void aLinkAFolderOrADeviceIsRefused(char type) throws IOException {
    write(Entry.of(Part.POLICY, "rules: []").type(type), Entry.of(PROPOSALS, DOCUMENT));
    refused(Part.POLICY, "no plain file");
  }

  @Test
  void aNameInTwoHalvesIsRefused() throws IOException {
    write(Entry.of(Part.POLICY, "rules: []").prefixed(), Entry.of(PROPOSALS, DOCUMENT));
    refused("in a folder of its own");
  }

  @Test
  void whatUnpacksToMoreThanItMayIsRefusedBeforeItIsRead() throws IOException {
    gzip(new TarHeader(PROPOSALS, Part.MOST_DOCUMENTS + 1).bytes());
    refused(PROPOSALS, "more than it may be");
    gzip(new TarHeader(Part.MANIFEST, TarHeader.MOST).bytes());
    refused(Part.MANIFEST, "more than it may be");
  }

  @Test
  void aBombOfZerosIsNoDocument() throws IOException {
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(new TarHeader(PROPOSALS, Part.MOST_DOCUMENTS).bytes());
      for (int i = 0; i < Part.MOST_DOCUMENTS / (1 << 20); i++) {
        out.write(new byte[1 << 20]);
      }
    }
    assertThat(Files.size(file)).isLessThan(Part.MOST_DOCUMENTS / 500);
    refused(PROPOSALS, "line 1", "no document");
  }

  @Test
  void filesThatComeTwiceOrOutOfPlaceAreRefused() throws IOException {
    write(Entry.of(PROPOSALS, DOCUMENT), Entry.of(PROPOSALS, DOCUMENT));
    refused(PROPOSALS, "twice");
    write(Entry.of(Part.documents("proposals", 2), DOCUMENT));
    refused("not in its place");
  }

  @Test
  void whatFollowsTheManifestIsRefused() throws IOException {
    List<Entry> all = new ArrayList<>(List.of(Entry.of(PROPOSALS, DOCUMENT)));
    all.add(Entry.of(Part.MANIFEST, new String(manifest(all, 1).bytes(), StandardCharsets.UTF_8)));
    all.add(Entry.of(Part.POLICY, "rules: []"));
    gzip(tar(all));
    refused("something follows");
  }

  @Test
  void aManifestThatCountsOrNamesOtherFilesIsRefused() throws IOException {
    Entry proposals = Entry.of(PROPOSALS, DOCUMENT);
    for (Manifest wrong :
        List.of(
            manifest(List.of(proposals), 2),
            manifest(List.of(), 1),
            manifest(List.of(Entry.of(PROPOSALS, DOCUMENT + DOCUMENT)), 1),
            manifest(List.of(Entry.of(Part.POLICY, DOCUMENT)), 1))) {
      gzip(
          tar(
              List.of(
                  proposals,
                  Entry.of(Part.MANIFEST, new String(wrong.bytes(), StandardCharsets.UTF_8)))));
      refused(Part.MANIFEST);
    }
    for (String text : List.of("", "{}", "[]", "null", "{\"backup\":1}", "{".repeat(5000))) {
      gzip(tar(List.of(proposals, Entry.of(Part.MANIFEST, text))));
      refused(Part.MANIFEST, "cannot be read");
    }
    gzip(tar(List.of(proposals, Entry.of(Part.MANIFEST, "{\"backup\":2}"))));
    refused("newer version of Prytany");
  }

  @Test
  void documentsOfANewerFormAreRefused() throws IOException {
    write(Entry.of(PROPOSALS, DOCUMENT.replace("\"3\"", "\"99\"")));
    refused("newer version", "99");
  }

  @Test
  void whereverItIsCutItIsRefused() throws IOException {
    write(Entry.of(PROPOSALS, DOCUMENT.repeat(30)), Entry.of(Part.POLICY, "rules: []"));
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Inspection.of(file))
          .as("cut after %s bytes", length)
          .isInstanceOf(BadBackup.class);
    }
  }

  @Test
  void aByteThatIsNotAsItWasIsNoticedWhereverItMatters() throws IOException {
    write(Entry.of(PROPOSALS, DOCUMENT), Entry.of(Part.POLICY, "rules: []"));
    Manifest honest = Inspection.of(file).manifest();
    byte[] tar;
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      tar = in.readAllBytes();
    }
    int noticed = 0;
    for (int at = 0; at < tar.length; at++) {
      byte[] changed = tar.clone();
      changed[at] ^= 1;
      gzip(changed);
      try {
        Inspection read = Inspection.of(file);
        // What says nothing may differ, and the manifest's own words of the store and version.
        assertThat(read.manifest().parts()).isEqualTo(honest.parts());
        assertThat(read.manifest().documents()).isEqualTo(honest.documents());
      } catch (BadBackup e) {
        noticed++;
      }
    }
    assertThat(noticed).isGreaterThan(tar.length / 4);
  }

  @Test
  void whatIsNoArchiveIsRefused() throws IOException {
    Files.writeString(file, "hello");
    refused("no gzip file");
    gzip("hello".repeat(500).getBytes(StandardCharsets.US_ASCII));
    refused("no tar archive");
    gzip(new byte[4096]);
    refused("cut off");
  }
}
