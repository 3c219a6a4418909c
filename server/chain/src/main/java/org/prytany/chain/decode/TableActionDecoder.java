package org.prytany.chain.decode;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.abi.AbiReader;
import org.prytany.chain.abi.AbiValue;
import org.prytany.chain.abi.MalformedAbiException;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.Grouped;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.simulation.ActionDecoder;
import org.prytany.spi.Address;
import org.prytany.spi.Argument;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.DecodedAction.Manner;
import org.prytany.spi.Token;

/**
 * Decodes calls by the functions that are known. Whatever does not fit them stays visible with its
 * selector and size.
 */
public final class TableActionDecoder implements ActionDecoder {
  private static final int DEEPEST = 8;

  /** More calls in one proposal are shown unopened: nobody reads so many. */
  private static final int MOST_CALLS = 2_000;

  /** More tokens in one proposal are not asked for their names. */
  private static final int MOST_TOKENS = 200;

  /** More contracts in one proposal are not asked whose code they run. */
  private static final int MOST_PROXIES = 100;

  /** A longer line is no line; every call inside has its own. */
  private static final int LONGEST_LINE = 4_000;

  private static final int LIST_ITEMS_SHOWN = 6;
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\{([\\w.]+)(?::(\\w+))?(?:@([\\w.]+))?}");

  private final Tokens tokens;
  private final KnownFunctions functions;
  private final Implementations implementations;

  /** A decoder that knows of no proxy. */
  public TableActionDecoder(Tokens tokens, KnownFunctions functions) {
    this(tokens, functions, Implementations.NONE);
  }

  TableActionDecoder(Tokens tokens, KnownFunctions functions, Implementations implementations) {
    this.tokens = tokens;
    this.functions = functions;
    this.implementations = implementations;
  }

  /** A decoder that asks the chain whose code a proxy runs, where a file is bound to such code. */
  public static TableActionDecoder onChain(
      Tokens tokens, KnownFunctions functions, Endpoints endpoints) {
    return new TableActionDecoder(tokens, functions, new RpcImplementations(endpoints));
  }

  @Override
  public List<DecodedAction> decode(Dao dao, ProposalContent proposal) {
    int count =
        Math.max(
            proposal.targets().size(),
            Math.max(proposal.valuesWei().size(), proposal.calldatas().size()));
    Decoding decoding = new Decoding(dao, proposal.description());
    List<DecodedAction> actions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      BigInteger value =
          i < proposal.valuesWei().size() ? proposal.valuesWei().get(i) : BigInteger.ZERO;
      String calldata = i < proposal.calldatas().size() ? proposal.calldatas().get(i) : "0x";
      if (i < proposal.targets().size()) {
        Address target = proposal.targets().get(i);
        actions.add(
            decoding.call(
                i,
                new OpenedCalls.Inner(target, value, AbiBytes.parse(calldata), Manner.CALL),
                target,
                0));
      } else {
        actions.add(
            unknown(
                i,
                Address.ZERO,
                value,
                calldata,
                Manner.CALL,
                "Incomplete call: the proposal names no target for its call number "
                    + (i + 1)
                    + "."));
      }
    }
    return actions;
  }

  /** The calls of one proposal. */
  private final class Decoding {
    private final Dao dao;
    private final String text;
    private final Set<Address> asked = new HashSet<>();
    private final Map<Address, Optional<Address>> codes = new HashMap<>();
    private Optional<SpelledFunctions> spelled = Optional.empty();
    private int calls;

    Decoding(Dao dao, String text) {
      this.dao = dao;
      this.text = text;
    }

    /**
     * @param self the contract on whose state the call works: the target, or who lends it its own
     */
    DecodedAction call(int index, OpenedCalls.Inner call, Address self, int depth) {
      calls++;
      byte[] data = call.data();
      Address target = call.target();
      BigInteger value = call.value();
      String lent = call.manner() == Manner.DELEGATECALL ? lends(target, self) : "";
      if (data.length == 0) {
        String line = lent.isEmpty() ? plainTransfer(target, value) : lent + "with no data.";
        return unknown(index, target, value, "0x", call.manner(), line);
      }
      String calldata = AbiBytes.hex(data);
      Optional<KnownFunction> function =
          data.length < 4 ? Optional.empty() : function(target, calldata.substring(0, 10));
      if (function.isEmpty() || depth > DEEPEST || calls > MOST_CALLS) {
        Optional<String> called =
            function.isEmpty() && data.length >= 4
                ? spelled().of(calldata.substring(0, 10))
                : Optional.empty();
        String so =
            (function.isEmpty() && data.length >= 4 ? oneOf(target, calldata.substring(0, 10)) : "")
                + called.map(name -> "; the proposal's text calls it " + name).orElse("");
        String line = lent + unknownLine(target, value, data, so);
        return unknown(index, target, value, calldata, call.manner(), line, called);
      }
      KnownFunction known = function.get();
      try {
        return known(index, call, self, known, depth, lent);
      } catch (MalformedAbiException e) {
        String why = ": its data is not what " + known.signature() + " takes";
        String line = lent + unknownLine(target, value, data, why);
        return unknown(index, target, value, calldata, call.manner(), line);
      }
    }

    /** Few selectors are in a file that is bound, so that few contracts are asked about. */
    private Optional<KnownFunction> function(Address target, String selector) {
      boolean ask =
          functions.mayBeAProxys(dao.chainId(), target, selector)
              && (codes.containsKey(target) || codes.size() < MOST_PROXIES);
      Optional<Address> code =
          ask
              ? codes.computeIfAbsent(target, proxy -> implementations.of(dao, proxy))
              : Optional.empty();
      return functions.find(dao.chainId(), target, code, selector);
    }

    private String oneOf(Address target, String selector) {
      List<String> candidates = functions.candidates(dao.chainId(), target, selector);
      return candidates.isEmpty()
          ? ""
          : "; the operator's files give it more than one name: " + String.join(" or ", candidates);
    }

    private SpelledFunctions spelled() {
      if (spelled.isEmpty()) {
        spelled = Optional.of(new SpelledFunctions(text));
      }
      return spelled.get();
    }

    private DecodedAction known(
        int index,
        OpenedCalls.Inner call,
        Address self,
        KnownFunction function,
        int depth,
        String lent) {
      byte[] encoded = Arrays.copyOfRange(call.data(), 4, call.data().length);
      AbiReader.Decoded decoded = AbiReader.read(function.types(), encoded);
      List<DecodedAction> nested = nested(self, function, decoded.values(), depth);
      List<Argument> arguments = new ArrayList<>();
      for (int i = 0; i < decoded.values().size(); i++) {
        KnownFunction.Parameter parameter = function.parameters().get(i);
        arguments.add(
            new Argument(
                parameter.name(), parameter.type().name(), decoded.values().get(i).shown()));
      }
      StringBuilder line = new StringBuilder(lent);
      line.append(sentence(call.target(), function, decoded.values()));
      line.append(alongWith(call.value()));
      if (decoded.unread() > 0) {
        line.append(", with ")
            .append(decoded.unread())
            .append(" further bytes that the function does not read");
      }
      line.append('.');
      for (DecodedAction inside : nested) {
        if (line.length() > LONGEST_LINE) {
          line.append(" The calls inside go on.");
          break;
        }
        line.append(" Inside: ").append(inside.line());
      }
      return new DecodedAction(
          index,
          call.target(),
          call.value(),
          AbiBytes.hex(call.data()),
          Optional.of(function.signature()),
          arguments,
          line.toString(),
          nested,
          call.manner(),
          Optional.of(function.knowledge()));
    }

    private List<DecodedAction> nested(
        Address self, KnownFunction function, List<AbiValue> values, int depth) {
      List<DecodedAction> nested = new ArrayList<>();
      if (function.calls().isPresent()) {
        for (OpenedCalls.Inner inner : OpenedCalls.of(function.calls().get(), values, self)) {
          Address innerSelf = inner.manner() == Manner.DELEGATECALL ? self : inner.target();
          nested.add(call(nested.size(), inner, innerSelf, depth + 1));
        }
      }
      return nested;
    }

    private String lends(Address code, Address self) {
      return "DELEGATECALL: "
          + Wording.address(dao, self)
          + " lends its whole authority to the code at "
          + Wording.address(dao, code)
          + ": ";
    }

    private String sentence(Address target, KnownFunction function, List<AbiValue> values) {
      Matcher matcher = PLACEHOLDER.matcher(function.sentence());
      StringBuilder sentence = new StringBuilder();
      while (matcher.find()) {
        String name = matcher.group(1);
        String as = matcher.group(2) == null ? "" : matcher.group(2);
        String words;
        if (as.equals("called") || (name.equals("target") && !function.hasParameter(name))) {
          words = Wording.address(dao, target);
        } else {
          Address of =
              matcher.group(3) == null
                  ? target
                  : named(function, matcher.group(3), values).asAddress();
          words = worded(of, named(function, name, values), as);
        }
        matcher.appendReplacement(sentence, Matcher.quoteReplacement(words));
      }
      matcher.appendTail(sentence);
      return sentence.toString();
    }

    /** A parameter, or a member of a struct in it. */
    private static AbiValue named(KnownFunction function, String path, List<AbiValue> values) {
      return Operand.parse(path, function).in(values, Address.ZERO, Address.ZERO);
    }

    private String worded(Address of, AbiValue value, String as) {
      if (value instanceof AbiValue.Items items) {
        String shown =
            items.values().stream()
                .limit(LIST_ITEMS_SHOWN)
                .map(item -> worded(of, item, as))
                .collect(Collectors.joining(", "));
        int more = items.values().size() - LIST_ITEMS_SHOWN;
        return "[" + shown + (more > 0 ? " and " + more + " more" : "") + "]";
      }
      return switch (as) {
        case "token" -> tokens.amount(dao, token(of), value.asInt());
        case "wei" -> tokens.amount(dao, tokens.coin(dao), value.asInt());
        case "duration" -> Wording.duration(value.asInt());
        case "time" -> Wording.time(value.asInt());
        case "clock" -> Wording.clock(value.asInt());
        case "role" -> Roles.name(value.shown());
        default -> plain(value);
      };
    }

    private String plain(AbiValue value) {
      return switch (value) {
        case AbiValue.Account account -> Wording.address(dao, account.value());
        case AbiValue.Int number -> Grouped.of(number.value().toString());
        case AbiValue.Raw raw -> raw.text() ? "“" + SafeText.value(raw) + "”" : SafeText.value(raw);
        case AbiValue.Tuple tuple ->
            tuple.values().stream()
                .map(part -> worded(Address.ZERO, part, ""))
                .collect(Collectors.joining(", ", "(", ")"));
        default -> SafeText.value(value);
      };
    }

    private Token token(Address contract) {
      if (contract.equals(Address.ZERO)) {
        return tokens.coin(dao);
      }
      boolean ask = asked.contains(contract) || asked.size() < MOST_TOKENS;
      asked.add(contract);
      return ask ? tokens.of(dao, contract) : Tokens.UNKNOWN.of(dao, contract);
    }

    private String plainTransfer(Address target, BigInteger value) {
      return value.signum() == 0
          ? "Call " + Wording.address(dao, target) + " with no data and no coin."
          : "Send "
              + tokens.amount(dao, tokens.coin(dao), value)
              + " to "
              + Wording.address(dao, target)
              + ".";
    }

    private String alongWith(BigInteger value) {
      return value.signum() == 0
          ? ""
          : ", sending " + tokens.amount(dao, tokens.coin(dao), value) + " along";
    }

    private String unknownLine(Address target, BigInteger value, byte[] data, String why) {
      String what = data.length < 4 ? "" : " " + AbiBytes.hex(data).substring(0, 10);
      return "Unknown call"
          + what
          + " with "
          + data.length
          + (data.length == 1 ? " byte to " : " bytes to ")
          + Wording.address(dao, target)
          + alongWith(value)
          + why
          + ".";
    }
  }

  private static DecodedAction unknown(
      int index, Address target, BigInteger value, String calldata, Manner manner, String line) {
    return unknown(index, target, value, calldata, manner, line, Optional.empty());
  }

  /**
   * @param spelled signature by which only the proposal's own text names the function
   */
  private static DecodedAction unknown(
      int index,
      Address target,
      BigInteger value,
      String calldata,
      Manner manner,
      String line,
      Optional<String> spelled) {
    return new DecodedAction(
        index,
        target,
        value,
        calldata,
        Optional.empty(),
        List.of(),
        line,
        List.of(),
        manner,
        spelled.map(signature -> SPELLED_BY_TEXT + signature));
  }
}
