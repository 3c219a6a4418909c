package org.prytany.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What the commands share by which an operator signs: the first run writes what is to be signed,
 * the second one, with the signature, hands it in.
 */
public final class OperatorOrder {

  private static final int REFUSED = 1;
  private static final List<String> HASHES =
      List.of("domain hash ", "message hash", "digest      ");

  @Option(
      names = "--operator",
      required = true,
      paramLabel = "ADDRESS",
      description = "Your account, listed under prytany.operators.")
  private String operator = "";

  @Option(
      names = "--signature",
      paramLabel = "HEX",
      description = "Your wallet's signature of what was written: hands it in.")
  private @Nullable String signature;

  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8080",
      description = "The server (default: ${DEFAULT-VALUE}).")
  private URI server = URI.create("http://127.0.0.1:8080");

  @Mixin private ServerKey key = new ServerKey();

  /** The first run. */
  @FunctionalInterface
  public interface Prepare {
    void at(ApiClient api) throws IOException;
  }

  /** The second one. */
  @FunctionalInterface
  public interface HandIn {
    void at(ApiClient api, String signature) throws IOException;
  }

  /** The operator's account, as it was given. */
  public String operator() {
    return operator;
  }

  /** The server that is asked. */
  public URI server() {
    return server;
  }

  /**
   * Does what is due.
   *
   * @return the exit code: 0, or 1 where the server refused
   * @throws CommandFailure if no server answers
   */
  public int run(PrintWriter out, Prepare prepare, HandIn handIn) {
    try (ApiClient api = ApiClient.with(server, key.word())) {
      if (signature == null) {
        prepare.at(api);
      } else {
        handIn.at(api, signature);
      }
      return 0;
    } catch (ApiClient.Problem e) {
      out.println("Not done: " + e.getMessage());
      return REFUSED;
    } catch (IOException e) {
      throw new CommandFailure(
          "No Prytany server answers at " + server + ".",
          "Start one with `./prytany serve`, or name another with --server.",
          e);
    } finally {
      out.flush();
    }
  }

  /**
   * Writes what is to be signed.
   *
   * @param option by which another file is named
   * @throws CommandFailure if it cannot be written
   */
  public static void write(Path file, String option, String json) {
    try {
      Files.writeString(file, json + "\n");
    } catch (IOException e) {
      throw new CommandFailure(
          "The file " + file + " cannot be written.", "Name another one with " + option + ".", e);
    }
  }

  /**
   * Reads what was written.
   *
   * @throws CommandFailure if it is not there, or no JSON
   */
  public static JsonNode read(Path file, String option) {
    try {
      return ApiClient.JSON.readTree(Files.readString(file));
    } catch (IOException e) {
      throw new CommandFailure(
          "The file " + file + " cannot be read.",
          "Run the command without --signature first, or name the file with " + option + ".",
          e);
    }
  }

  /** Whether two pieces of typed data say the same; addresses may be written in any case. */
  public static boolean same(JsonNode one, JsonNode other) {
    if (one.isObject() && other.isObject() && one.size() == other.size()) {
      return one.properties().stream()
          .allMatch(field -> same(field.getValue(), other.path(field.getKey())));
    }
    if (one.isArray() && other.isArray() && one.size() == other.size()) {
      for (int i = 0; i < one.size(); i++) {
        if (!same(one.get(i), other.get(i))) {
          return false;
        }
      }
      return true;
    }
    return one.isValueNode()
        && other.isValueNode()
        && one.asText().equalsIgnoreCase(other.asText());
  }

  /**
   * Says what a signature binds and what a wallet shows. Words of the server go to a terminal, so
   * nothing in them may steer it.
   *
   * @param hashes of the domain, of the message, and the digest
   */
  public static void show(PrintWriter out, JsonNode binds, List<String> hashes, Path file) {
    out.println("Your signature binds:");
    binds.forEach(line -> out.println("  " + Columns.safe(line.asText())));
    out.println();
    out.println("Your wallet shows, if it shows hashes:");
    for (int i = 0; i < HASHES.size(); i++) {
      out.println("  " + HASHES.get(i) + "  " + hashes.get(i));
    }
    out.println();
    out.println("Written to " + file + ". Sign it, then run this again with --signature.");
  }
}
