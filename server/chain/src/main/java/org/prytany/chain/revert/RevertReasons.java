package org.prytany.chain.revert;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.abi.AbiReader;
import org.prytany.chain.abi.AbiType;
import org.prytany.chain.abi.AbiValue;
import org.prytany.chain.abi.MalformedAbiException;

/**
 * Turns revert data into words: Solidity's Error(string) and Panic(uint256), and the custom errors
 * of OpenZeppelin's contracts. Unknown errors keep their selector.
 */
public final class RevertReasons {
  private static final int LONGEST = 200;
  private static final String ERROR = AbiBytes.selector("Error(string)");
  private static final String PANIC = AbiBytes.selector("Panic(uint256)");
  private static final Map<Integer, String> PANICS =
      Map.of(
          0x01, "a failed assertion",
          0x11, "an arithmetic overflow",
          0x12, "a division by zero",
          0x21, "an enum out of range",
          0x31, "taking from an empty list",
          0x32, "an index out of range",
          0x41, "too much memory",
          0x51, "a call of an unset function");

  private record Known(String name, List<String> names, List<AbiType> types) {}

  private static final Map<String, Known> BY_SELECTOR = load();

  private RevertReasons() {}

  /**
   * The reason in words, at most some 200 characters, without control characters.
   *
   * @param data revert data as "0x"-hex
   * @param otherwise what to say when the data says nothing
   */
  public static String of(String data, String otherwise) {
    byte[] bytes;
    try {
      bytes = AbiBytes.parse(data);
    } catch (IllegalArgumentException e) {
      return clean(otherwise);
    }
    if (bytes.length < 4) {
      return clean(otherwise.isBlank() ? "no reason given" : otherwise);
    }
    String selector = AbiBytes.hex(bytes).substring(0, 10);
    byte[] arguments = Arrays.copyOfRange(bytes, 4, bytes.length);
    try {
      if (selector.equals(ERROR)) {
        return clean(first(new AbiType.Blob(true), arguments).shown());
      }
      if (selector.equals(PANIC)) {
        return panic(first(new AbiType.Unsigned(256), arguments).asInt());
      }
      Known known = BY_SELECTOR.get(selector);
      if (known != null) {
        return clean(words(known, AbiReader.read(known.types(), arguments).values()));
      }
    } catch (MalformedAbiException e) {
      return "an error " + selector + " with data that does not fit it";
    }
    return "the unknown error " + selector;
  }

  /** Whether the data is a Panic of that code. */
  public static boolean isPanic(String data, int code) {
    return data.equals(PANIC + AbiBytes.word(BigInteger.valueOf(code)));
  }

  private static AbiValue first(AbiType type, byte[] arguments) {
    return AbiReader.read(List.of(type), arguments).values().getFirst();
  }

  private static String panic(BigInteger code) {
    String meaning = code.bitLength() > 16 ? null : PANICS.get(code.intValue());
    return "Panic 0x" + code.toString(16) + (meaning == null ? "" : " (" + meaning + ")");
  }

  private static String words(Known known, List<AbiValue> values) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      parts.add((known.names().get(i) + " " + values.get(i).shown()).strip());
    }
    return known.name() + "(" + String.join(", ", parts) + ")";
  }

  private static String clean(String text) {
    String cleaned = text.replaceAll("[\\p{Cc}\\p{Cf}]+", " ").strip();
    return cleaned.length() <= LONGEST ? cleaned : cleaned.substring(0, LONGEST) + "…";
  }

  private static Map<String, Known> load() {
    InputStream table = RevertReasons.class.getResourceAsStream("known-errors.txt");
    if (table == null) {
      throw new IllegalStateException("known-errors.txt is not packaged");
    }
    Map<String, Known> known = new HashMap<>();
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
      reader
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(line -> add(known, line.strip()));
    } catch (IOException e) {
      throw new UncheckedIOException("known-errors.txt cannot be read", e);
    }
    return Map.copyOf(known);
  }

  private static void add(Map<String, Known> known, String line) {
    int open = line.indexOf('(');
    String name = line.substring(0, open);
    List<String> names = new ArrayList<>();
    List<AbiType> types = new ArrayList<>();
    String inside = line.substring(open + 1, line.length() - 1);
    if (!inside.isBlank()) {
      for (String parameter : inside.split(",", -1)) {
        String[] typeAndName = parameter.strip().split(" ", -1);
        types.add(AbiType.parse(typeAndName[0]));
        names.add(typeAndName.length > 1 ? typeAndName[1] : "");
      }
    }
    String signature =
        name
            + types.stream()
                .map(AbiType::name)
                .collect(java.util.stream.Collectors.joining(",", "(", ")"));
    known.put(AbiBytes.selector(signature), new Known(name, names, types));
  }
}
