package org.prytany.app.textdigest;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.prytany.chain.abi.AbiType;
import org.prytany.chain.abi.AbiValue;
import org.prytany.chain.abi.AbiWriter;
import org.prytany.chain.decode.KnownFunction;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.spi.Address;

/**
 * Turns published calls into target, value and calldata where they say enough. What they do not say
 * is never made up: such a call keeps its target and a selector, and counts as unknown.
 */
final class ActionReading {

  private static final Pattern CALLDATA = Pattern.compile("0x(?:[0-9a-fA-F]{2})*+");
  private static final Pattern SELECTOR = Pattern.compile("0x[0-9a-fA-F]{8}");

  /** Solidity's short names of numbers. */
  private static final Pattern SHORT = Pattern.compile("\\bu?int\\b");

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
    List<KnownFunction> known = functions.named(name, arguments.size());
    List<String> fitting =
        open < 0
            ? known.stream()
                .flatMap(it -> encoded(it.signature(), it.types(), arguments).stream())
                .distinct()
                .toList()
            : types(signature, known).flatMap(it -> encoded(signature, it, arguments)).stream()
                .toList();
    // Where the arguments fit two functions, it is not known which one is called.
    return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
  }

  /** Only who knows the function knows what the members of its structs are called. */
  private static Optional<List<AbiType>> types(String signature, List<KnownFunction> known) {
    Optional<List<AbiType>> named =
        known.stream()
            .filter(it -> it.signature().equals(signature))
            .map(KnownFunction::types)
            .findFirst();
    try {
      String list = signature.substring(signature.indexOf('(') + 1, signature.length() - 1);
      return named.isPresent()
          ? named
          : Optional.of(AbiType.list(SHORT.matcher(list).replaceAll("$0256")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * @param declared hashed as it is: a governor that is given a blank with it calls another
   *     function
   */
  private Optional<String> encoded(String declared, List<AbiType> types, List<String> arguments) {
    if (types.size() != arguments.size() || types.isEmpty()) {
      return Optional.empty();
    }
    List<AbiValue> values = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      Optional<AbiValue> value = written.value(types.get(i), arguments.get(i).strip());
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
    }
    return Optional.of(WrittenSignature.selector(declared) + AbiWriter.arguments(types, values));
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
