package org.prytany.contracts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Type;
import org.web3j.crypto.Hash;
import org.web3j.protocol.core.Response;
import org.web3j.utils.Numeric;

/**
 * Reads custom errors (Solidity {@code error}) out of a node's answer, which the generated wrappers
 * do not.
 */
public final class ContractErrors {
  private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]*");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, Declaration> BY_SELECTOR = declarations();

  private record Parameter(String name, String type) {}

  private record Declaration(String name, List<Parameter> parameters) {
    String selector() {
      String signature =
          name
              + parameters.stream().map(Parameter::type).collect(Collectors.joining(",", "(", ")"));
      return Hash.sha3String(signature).substring(0, 10);
    }
  }

  private ContractErrors() {}

  /**
   * The revert data in a JSON-RPC error, as lower-case 0x-prefixed hex: at least {@code 0x}. Empty
   * when the node gave none, as for errors that are no reverts.
   *
   * <p>Anvil gives a JSON string, Hardhat an object that holds one, and some providers put the data
   * at the end of the message.
   */
  public static Optional<String> revertData(Response.Error error) {
    String data = error.getData();
    if (data != null && !data.isBlank()) {
      Optional<String> found = hexIn(data);
      if (found.isPresent()) {
        return found;
      }
    }
    String message = error.getMessage();
    if (message == null || !message.toLowerCase(Locale.ROOT).contains("revert")) {
      return Optional.empty();
    }
    Matcher hex = HEX.matcher(message);
    return hex.find() ? Optional.of(hex.group().toLowerCase(Locale.ROOT)) : Optional.of("0x");
  }

  private static Optional<String> hexIn(String data) {
    try {
      return hexIn(JSON.readTree(data));
    } catch (JsonProcessingException notJson) {
      return HEX.matcher(data).matches()
          ? Optional.of(data.toLowerCase(Locale.ROOT))
          : Optional.empty();
    }
  }

  private static Optional<String> hexIn(JsonNode node) {
    if (node.isTextual()) {
      return HEX.matcher(node.textValue()).matches()
          ? Optional.of(node.textValue().toLowerCase(Locale.ROOT))
          : Optional.empty();
    }
    JsonNode inner = node.path("data");
    return inner.isMissingNode() ? Optional.empty() : hexIn(inner);
  }

  /**
   * Decodes revert data by the errors that the packaged contracts declare, and by Solidity's own
   * {@code Error(string)} and {@code Panic(uint256)}.
   *
   * @param revertData 0x-prefixed hex
   * @return empty for an unknown selector or for data that does not fit the declaration
   */
  public static Optional<ContractError> decode(String revertData) {
    if (revertData.length() < 10 || !HEX.matcher(revertData).matches()) {
      return Optional.empty();
    }
    Declaration declaration = BY_SELECTOR.get(revertData.substring(0, 10).toLowerCase(Locale.ROOT));
    if (declaration == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(decode(declaration, "0x" + revertData.substring(10)));
    } catch (ClassNotFoundException | RuntimeException malformed) {
      return Optional.empty();
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static ContractError decode(Declaration declaration, String body)
      throws ClassNotFoundException {
    List<TypeReference<Type>> types = new ArrayList<>();
    for (Parameter parameter : declaration.parameters()) {
      types.add((TypeReference) TypeReference.makeTypeReference(parameter.type()));
    }
    List<Type> values = types.isEmpty() ? List.of() : FunctionReturnDecoder.decode(body, types);
    if (values.size() != types.size()) {
      throw new IllegalArgumentException("The data is too short for " + declaration.name() + ".");
    }
    List<ContractError.Argument> arguments = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Parameter parameter = declaration.parameters().get(i);
      arguments.add(
          new ContractError.Argument(parameter.name(), parameter.type(), text(values.get(i))));
    }
    return new ContractError(declaration.name(), arguments);
  }

  private static String text(Type<?> value) {
    return value.getValue() instanceof byte[] bytes
        ? Numeric.toHexString(bytes)
        : value.getValue().toString();
  }

  private static Map<String, Declaration> declarations() {
    Map<String, Declaration> found = new HashMap<>();
    List<Declaration> all = new ArrayList<>();
    all.add(new Declaration("Error", List.of(new Parameter("reason", "string"))));
    all.add(new Declaration("Panic", List.of(new Parameter("code", "uint256"))));
    for (String contract : ContractArtifact.NAMES) {
      for (JsonNode entry : ContractArtifact.load(contract).abi()) {
        if (entry.path("type").asText().equals("error")) {
          List<Parameter> parameters = new ArrayList<>();
          for (JsonNode input : entry.required("inputs")) {
            parameters.add(
                new Parameter(
                    input.required("name").textValue(), input.required("type").textValue()));
          }
          all.add(new Declaration(entry.required("name").textValue(), parameters));
        }
      }
    }
    for (Declaration declaration : all) {
      found.put(declaration.selector(), declaration);
    }
    return Map.copyOf(found);
  }
}
