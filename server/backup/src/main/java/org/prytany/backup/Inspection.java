package org.prytany.backup;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.bson.Document;
import org.prytany.store.StoreCopy;

/**
 * A backup that was read to its end and is whole.
 *
 * @param manifest what it has
 * @param sha256 of the file
 * @param configuration keys and values of the settings in it
 */
record Inspection(Manifest manifest, String sha256, Map<String, String> configuration) {

  private static final int MOST_SETTINGS = 4 << 20;

  /**
   * @throws BadBackup saying what is wrong with it
   */
  static Inspection of(Path file) throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    Map<String, Integer> numbers = new HashMap<>();
    Map<String, String> configuration = new TreeMap<>();
    AuditTrail trail = new AuditTrail();
    StoreCopy.COLLECTIONS.forEach(collection -> counts.put(collection, 0L));
    Manifest manifest =
        ArchiveReader.read(
            file,
            (name, content) -> {
              String collection = Part.collection(name).orElse("");
              if (name.equals(Part.SETTINGS)) {
                configuration.putAll(properties(content));
              } else if (!collection.isEmpty()) {
                int number = numbers.merge(collection, 1, Integer::sum);
                if (!name.equals(Part.documents(collection, number))) {
                  throw new BadBackup("'" + name + "' in it is not in its place");
                }
                long documents = documents(name, content, collection, trail);
                counts.merge(collection, documents, Long::sum);
              }
            });
    // An earlier version did not have all collections, and did not count those.
    if (!counts.keySet().containsAll(manifest.documents().keySet())
        || counts.entrySet().stream()
            .anyMatch(count -> count.getValue() != Words.of(manifest, count.getKey()))
        || !manifest.auditHead().equals(trail.head())
        || !manifest.auditGap().equals(trail.gap())) {
      throw new BadBackup("its documents are not those that its " + Part.MANIFEST + " counts");
    }
    if (manifest.form() > StoreCopy.presentForm()) {
      throw new BadBackup(
          "its documents have form "
              + manifest.form()
              + ", of a newer version of Prytany: restore it with that one");
    }
    return new Inspection(manifest, Sha256.of(file), configuration);
  }

  private static long documents(
      String name, InputStream content, String collection, AuditTrail trail) throws IOException {
    long count = 0;
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      count++;
      try {
        Document document = StoreCopy.document(line);
        if (collection.equals("audit")) {
          trail.next(document);
        }
      } catch (IllegalArgumentException e) {
        throw new BadBackup(
            "line " + count + " of '" + name + "' in it is no document: " + e.getMessage());
      }
    }
    return count;
  }

  private static Map<String, String> properties(InputStream content) throws IOException {
    Properties read = new Properties();
    try {
      read.load(
          new InputStreamReader(
              new ByteArrayInputStream(content.readNBytes(MOST_SETTINGS)), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new BadBackup("'" + Part.SETTINGS + "' in it cannot be read");
    }
    Map<String, String> values = new TreeMap<>();
    read.forEach((key, value) -> values.put(String.valueOf(key), String.valueOf(value)));
    return values;
  }
}
