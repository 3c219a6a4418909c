package org.prytany.chain.decode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.prytany.chain.abi.AbiType;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;

/**
 * Reads the ABI files that the operator gave, in the forms of {@link AbiForms}. With "chainId" and
 * "address" beside it, an ABI is about that contract only.
 *
 * <p>Source: Contract ABI Specification, "JSON".
 */
public final class OperatorFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** More files are not read. */
  public static final int MOST_FILES = 1_000;

  private static final int MOST_FUNCTIONS = 5_000;
  private static final int DEEPEST = 8;

  /** A longer file is not read; in bytes. */
  public static final long LARGEST = 8L << 20;

  private OperatorFiles() {}

  /**
   * Every file of the directory whose name ends in ".json", in the order of names.
   *
   * @throws PrytanyException CONFIGURATION_INVALID with the file's name and what is wrong with it
   */
  public static List<OperatorAbi> read(Path directory) {
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files = all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw invalid("The ABI directory " + directory + " cannot be read.");
    }
    if (files.size() > MOST_FILES) {
      throw invalid("The ABI directory " + directory + " has more than " + MOST_FILES + " files.");
    }
    return files.stream().flatMap(file -> file(file).stream()).toList();
  }

  /**
   * @throws PrytanyException CONFIGURATION_INVALID with the file's name
   */
  static JsonNode json(Path file, String what) {
    try {
      if (Files.size(file) > LARGEST) {
        throw invalid(what + " " + file + " is larger than " + (LARGEST >> 20) + " MiB.");
      }
      return JSON.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw invalid(what + " " + file + " is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw invalid(what + " " + file + " cannot be read.");
    }
  }

  static PrytanyException invalid(String what) {
    return new PrytanyException(FailureCode.CONFIGURATION_INVALID, what);
  }

  private static List<OperatorAbi> file(Path file) {
    JsonNode root = json(file, "The ABI file");
    try {
      if (Descriptor.is(root)) {
        Descriptor descriptor = Descriptor.read(root, "operator: " + file.getFileName());
        return descriptor.deployments().stream()
            .map(at -> new OperatorAbi(Optional.of(at), descriptor.functions(), descriptor.words()))
            .toList();
      }
      AbiForms.Found found =
          AbiForms.in(root)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "it holds no ABI: a list, or \"abi\" of an object"));
      if (root.hasNonNull("address") && found.binding().isEmpty()) {
        throw new IllegalArgumentException("\"chainId\" and \"address\" belong together");
      }
      List<KnownFunction> functions = functions(found.abi(), "operator: " + file.getFileName());
      if (functions.isEmpty()) {
        throw new IllegalArgumentException("it has no function that changes anything");
      }
      return List.of(new OperatorAbi(found.binding(), functions));
    } catch (IllegalArgumentException e) {
      throw invalid("The ABI file " + file + " cannot be used: " + e.getMessage() + ".");
    }
  }

  /**
   * The functions of an ABI that change something.
   *
   * @param abi a list of the ABI's entries
   * @param knowledge where they are known from, as a reader is told
   * @throws IllegalArgumentException with the reason, if an entry cannot be read
   */
  public static List<KnownFunction> functions(JsonNode abi, String knowledge) {
    if (abi.size() > MOST_FUNCTIONS) {
      throw new IllegalArgumentException("it has more than " + MOST_FUNCTIONS + " entries");
    }
    List<KnownFunction> functions = new ArrayList<>();
    for (JsonNode item : abi) {
      if (!item.isObject()) {
        throw new IllegalArgumentException("an entry of the list is no object");
      }
      String mutability = item.path("stateMutability").asText("");
      boolean changes =
          item.path("type").asText("function").equals("function")
              && !mutability.equals("view")
              && !mutability.equals("pure")
              && !item.path("constant").asBoolean(false);
      if (changes) {
        functions.add(function(item, knowledge));
      }
    }
    return functions;
  }

  private static KnownFunction function(JsonNode item, String knowledge) {
    String name = item.path("name").asText("");
    if (!name.matches("[A-Za-z_$][\\w$]{0,127}")) {
      throw new IllegalArgumentException("a function has no name");
    }
    List<KnownFunction.Parameter> parameters = new ArrayList<>();
    Set<String> names = new HashSet<>();
    StringBuilder sentence = new StringBuilder(name).append('(');
    for (JsonNode input : item.path("inputs")) {
      try {
        String given = input.path("name").asText("").replaceAll("\\W", "_");
        String parameter =
            given.isEmpty() || given.length() > 64 || !names.add(given)
                ? "argument" + (parameters.size() + 1)
                : given;
        sentence.append(parameters.isEmpty() ? "" : ", ");
        sentence.append(parameter).append(" = {").append(parameter).append('}');
        parameters.add(new KnownFunction.Parameter(parameter, type(input, 0)));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("function " + name + ": " + e.getMessage(), e);
      }
    }
    sentence.append(") of {").append(names.contains("target") ? "target:called" : "target");
    sentence.append('}');
    return new KnownFunction(
        name, parameters, sentence.toString(), List.of(), Optional.empty(), knowledge);
  }

  private static AbiType type(JsonNode input, int depth) {
    String type = input.path("type").asText("");
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("a struct in more than " + DEEPEST + " structs");
    }
    if (!type.startsWith("tuple")) {
      return AbiType.parse(type);
    }
    List<AbiType.Tuple.Member> members = new ArrayList<>();
    for (JsonNode component : input.path("components")) {
      members.add(
          new AbiType.Tuple.Member(component.path("name").asText(""), type(component, depth + 1)));
    }
    return lists(new AbiType.Tuple(members), type.substring("tuple".length()));
  }

  private static AbiType lists(AbiType element, String suffix) {
    if (suffix.length() > AbiType.LONGEST_NAME) {
      throw new IllegalArgumentException("lists in lists without end are not read here");
    }
    AbiType type = element;
    String rest = suffix;
    while (!rest.isEmpty()) {
      int end = rest.indexOf(']');
      if (!rest.startsWith("[") || end < 0) {
        throw new IllegalArgumentException("no ABI type 'tuple" + suffix + "' is known here");
      }
      String count = rest.substring(1, end);
      type =
          count.isEmpty()
              ? new AbiType.Items(type)
              : new AbiType.FixedItems(
                  type, count.matches("\\d{1,4}") ? Integer.parseInt(count) : 0);
      rest = rest.substring(end + 1);
    }
    return type;
  }
}
