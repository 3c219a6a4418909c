package org.prytany.store.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/**
 * A JSON array in a file of the server's data folder, which nobody else reads; written whole or not
 * at all.
 *
 * @param says what stands in it, for people
 * @param without what follows if it is moved away, for people
 */
record KeptFile(Path file, String says, String without) {

  static final JsonMapper MAPPER = new JsonMapper();

  /** Reads one element. */
  @FunctionalInterface
  interface Reading<T> {
    T of(JsonNode one) throws IOException;
  }

  <T> List<T> read(Reading<T> reading) {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      JsonNode all = MAPPER.readTree(Files.readAllBytes(file));
      if (!all.isArray()) {
        throw new IOException("it is no JSON array");
      }
      List<T> found = new ArrayList<>();
      for (JsonNode one : all) {
        found.add(reading.of(one));
      }
      return found;
    } catch (IOException | RuntimeException e) {
      throw new PrytanyException(
          FailureCode.CONFIGURATION_INVALID,
          "The file "
              + file
              + ", which says "
              + says
              + ", cannot be read ("
              // What a parser says may repeat what stands there.
              + (e instanceof com.fasterxml.jackson.core.JacksonException
                  ? "it is no JSON"
                  : e.getMessage())
              + "). Put back a copy of it, or move it away: then "
              + without
              + ".",
          e);
    }
  }

  void write(JsonNode all) {
    Path made = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.deleteIfExists(made);
      try (FileChannel out =
          FileChannel.open(
              made, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), own())) {
        ByteBuffer bytes = ByteBuffer.wrap(MAPPER.writeValueAsBytes(all));
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      removed(made);
      throw new PrytanyException(
          FailureCode.CONFIGURATION_INVALID,
          "What was signed cannot be kept in "
              + file.getFileName()
              + " of the server's data folder, so nothing was done: see that its disk has room and"
              + " may be written to.",
          e);
    }
  }

  // What was written of it may be secret.
  private static void removed(Path made) {
    try {
      Files.deleteIfExists(made);
    } catch (IOException e) {
      System.getLogger(KeptFile.class.getName())
          .log(System.Logger.Level.WARNING, "{0} cannot be removed: delete it", made);
    }
  }

  private static FileAttribute<?>[] own() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  static String text(JsonNode one, String field) throws IOException {
    if (!one.path(field).isTextual()) {
      throw new IOException("an order has no " + field);
    }
    return one.path(field).asText();
  }

  /** 64 hexadecimal digits. */
  static String hex(JsonNode one, String field) throws IOException {
    String text = text(one, field);
    if (!text.matches("[0-9a-f]{64}")) {
      throw new IOException("the " + field + " of an order is not 64 hexadecimal digits");
    }
    return text;
  }

  static List<String> texts(JsonNode one, String field) throws IOException {
    if (!one.path(field).isArray()) {
      throw new IOException("an order has no " + field);
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode text : one.path(field)) {
      texts.add(text.asText());
    }
    return texts;
  }

  static long whole(JsonNode one, String field) throws IOException {
    if (!one.path(field).canConvertToExactIntegral()
        || !one.path(field).canConvertToLong()
        || one.path(field).asLong() < 0) {
      throw new IOException("an order has no " + field);
    }
    return one.path(field).asLong();
  }
}
