package org.prytany.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/**
 * The operator's one configuration file, in the properties format, UTF-8.
 *
 * @param path where it is
 * @param values its keys and values
 * @param repeated keys that it sets more than once
 */
public record OperatorFile(Path path, Map<String, String> values, List<String> repeated) {

  /** System property that names the file. */
  public static final String PROPERTY = "prytany.config";

  /** Environment variable that names the file. */
  public static final String VARIABLE = "PRYTANY_CONFIG";

  /** A longer file is no configuration; in bytes. */
  private static final long LARGEST = 1L << 20;

  public OperatorFile {
    values = Map.copyOf(values);
    repeated = List.copyOf(repeated);
  }

  /** Where the operator said the file is; empty when nothing was said. */
  public static Optional<Path> location() {
    String property = System.getProperty(PROPERTY);
    String named = property == null || property.isBlank() ? System.getenv(VARIABLE) : property;
    return named == null || named.isBlank()
        ? Optional.empty()
        : Optional.of(Path.of(named.strip()).toAbsolutePath().normalize());
  }

  /**
   * @throws PrytanyException CONFIGURATION_INVALID if the file is missing or unreadable
   */
  public static OperatorFile read(Path path) {
    List<String> repeated = new ArrayList<>();
    Properties properties =
        new Properties() {
          private static final long serialVersionUID = 1L;

          @Override
          public synchronized Object put(Object key, Object value) {
            if (containsKey(key)) {
              repeated.add(String.valueOf(key));
            }
            return super.put(key, value);
          }
        };
    refuseLarge(path);
    try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (NoSuchFileException e) {
      throw refused("The configuration file " + path + " does not exist: check --config.", e);
    } catch (CharacterCodingException e) {
      throw refused("The configuration file " + path + " is not UTF-8 text: save it as UTF-8.", e);
    } catch (IOException e) {
      throw refused("The configuration file " + path + " cannot be read: check its rights.", e);
    } catch (IllegalArgumentException e) {
      throw refused(
          "The configuration file "
              + path
              + " has a broken \\u escape: four hexadecimal digits must follow it.",
          e);
    }
    Map<String, String> values = new TreeMap<>();
    properties.forEach((key, value) -> values.put(String.valueOf(key), String.valueOf(value)));
    return new OperatorFile(path, values, repeated);
  }

  private static void refuseLarge(Path path) {
    try {
      if (Files.size(path) > LARGEST) {
        throw new PrytanyException(
            FailureCode.CONFIGURATION_INVALID,
            "The configuration file "
                + path
                + " is larger than "
                + (LARGEST >> 20)
                + " MiB: check --config.");
      }
    } catch (IOException e) {
      // Said where it is read.
      return;
    }
  }

  private static PrytanyException refused(String message, Exception cause) {
    return new PrytanyException(FailureCode.CONFIGURATION_INVALID, message, cause);
  }
}
