package org.prytany.app.textdigest;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.spi.Address;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Type;

/**
 * Turns published calls into target, value and calldata where they say enough. What they do not say
 * is never made up: such a call keeps its target and a selector, and counts as unknown.
 */
final class ActionReading {

  private static final Pattern CALLDATA = Pattern.compile("0x(?:[0-9a-fA-F]{2})*+");
  private static final Pattern SELECTOR = Pattern.compile("0x[0-9a-fA-F]{8}");

  private final KnownFunctions functions;
  private final Names names;
  private final WrittenArguments written;

  /**
   * @param meant what names stand for
   */
  ActionReading(KnownFunctions functions, Map<String, Address> meant) {
    this.functions = functions;
    this.names = new Names(meant);
    this.written = new WrittenArguments(names);
  }

  /** A call as a governor would have it. */
  record Call(Address target, BigInteger value, String calldata) {}

  /** The names that stood where addresses should. */
  Map<Address, String> names() {
    return names.all();
  }

  Call read(GivenAction action) {
    action.address().ifPresent(address -> names.bind(action.target(), address));
    Optional<BigInteger> value = WrittenInteger.of(action.value());
    Address target =
        names
            .target(action.target())
            .or(() -> names.address("unreadable_target"))
            .orElse(Address.ZERO);
    String calldata =
        action
            .calldata()
            .filter(data -> CALLDATA.matcher(data).matches())
            .map(data -> WrittenSignature.called(action.signature(), data))
            .or(() -> described(action))
            .orElseGet(() -> opaque(action));
    if (value.isEmpty()) {
      // An amount that cannot be read must not pass as none.
      return new Call(target, BigInteger.ZERO, opaque(action));
    }
    return new Call(target, value.get(), calldata);
  }

  /** Bytes that cannot be read, and nothing said beside them, must not pass as no call. */
  private Optional<String> described(GivenAction action) {
    boolean silent = action.signature().isEmpty() && action.arguments().isEmpty();
    return silent && action.calldata().isPresent()
        ? Optional.empty()
        : encoded(action.signature(), action.arguments());
  }

  private Optional<String> encoded(String signature, List<String> arguments) {
    if (signature.isEmpty() && arguments.isEmpty()) {
      return Optional.of("0x");
    }
    int open = signature.indexOf('(');
    if (open >= 0 && !signature.endsWith(")")) {
      return Optional.empty();
    }
    if (signature.endsWith("()") && arguments.isEmpty()) {
      return Optional.of(WrittenSignature.selector(signature));
    }
    String name = open < 0 ? signature : signature.substring(0, open);
    List<List<String>> candidates =
        open < 0
            ? functions.parameterTypes(name, arguments.size())
            : List.of(
                List.of(signature.substring(open + 1, signature.length() - 1).split(",", -1)));
    List<String> fitting =
        candidates.stream()
            .flatMap(
                types ->
                    encoded(
                        open < 0 ? name + "(" + String.join(",", types) + ")" : signature,
                        types,
                        arguments)
                        .stream())
            .distinct()
            .toList();
    // Where the arguments fit two functions, it is not known which one is called.
    return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
  }

  /**
   * @param declared hashed as it is: a governor that is given a blank with it calls another
   *     function
   */
  private Optional<String> encoded(String declared, List<String> types, List<String> arguments) {
    if (types.size() != arguments.size() || types.isEmpty()) {
      return Optional.empty();
    }
    List<Type> values = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      Optional<Type> value = written.value(types.get(i).strip(), arguments.get(i).strip());
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
    }
    return Optional.of(
        WrittenSignature.selector(declared) + FunctionEncoder.encodeConstructor(values));
  }

  /** Calldata of a call that is not understood: a selector that no known function has. */
  private static String opaque(GivenAction action) {
    if (SELECTOR.matcher(action.signature()).matches()) {
      return action.signature().toLowerCase(java.util.Locale.ROOT);
    }
    String said = action.signature() + "(" + String.join(",", action.arguments()) + ")";
    return WrittenSignature.selector(said);
  }
}
