package org.prytany.inference.registry;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of a model that an operator added.
 *
 * @param name the folder's name: lower-case letters, digits, and ". _ -" between them
 * @param role what it is for
 * @param format how its files are laid out
 * @param graph the ONNX graph's file, relative to the model's folder, with "/" between names
 * @param context tokens that it reads and writes together; 0 where its files do not say
 * @param parameters how many weights its graph has, as {@link GraphSummary} counts them
 * @param licence SPDX identifier, or the words that the operator gave
 * @param source where the operator has it from, in the operator's words
 * @param files every file but the entry itself, by its name relative to the model's folder
 */
public record ModelEntry(
    String name,
    ModelRole role,
    ModelFormat format,
    String graph,
    int context,
    long parameters,
    String licence,
    String source,
    SortedMap<String, ModelFile> files) {

  /**
   * One file.
   *
   * @param sha256 64 lower-case hexadecimal digits
   * @param size bytes
   */
  public record ModelFile(String sha256, long size) {}

  public ModelEntry {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** Bytes of all files. */
  public long size() {
    return files.values().stream().mapToLong(ModelFile::size).sum();
  }

  /**
   * One SHA-256 for the whole model: of the lines "sha256, two blanks, name" in the order of names,
   * as {@code sha256sum} prints them. It changes with every byte, and with nothing else.
   */
  public String sha256() {
    StringBuilder lines = new StringBuilder();
    for (Map.Entry<String, ModelFile> file : files.entrySet()) {
      lines.append(file.getValue().sha256()).append("  ").append(file.getKey()).append('\n');
    }
    return Hashing.of(lines.toString().getBytes(StandardCharsets.UTF_8));
  }
}
