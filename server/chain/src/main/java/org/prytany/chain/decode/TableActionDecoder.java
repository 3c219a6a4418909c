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
  private final CodeHashes codeHashes;

  /** A decoder that knows of no proxy and of no code. */
  public TableActionDecoder(Tokens tokens, KnownFunctions functions) {
    this(tokens, functions, Implementations.NONE, CodeHashes.NONE);
  }

  TableActionDecoder(
      Tokens tokens,
      KnownFunctions functions,
      Implementations implementations,
      CodeHashes codeHashes) {
    this.tokens = tokens;
    this.functions = functions;
    this.implementations = implementations;
    this.codeHashes = codeHashes;
  }

  /** A decoder that asks the chain whose code a proxy runs, where a file is bound to such code. */
  public static TableActionDecoder onChain(
      Tokens tokens, KnownFunctions functions, Endpoints endpoints) {
    return new TableActionDecoder(
        tokens, functions, new RpcImplementations(endpoints), new RpcCodeHashes(endpoints));
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
                decoding.here(),
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
    private final Dao own;
    private final String text;
    private final Set<Address> asked = new HashSet<>();
    private final Map<Address, Optional<Address>> codes = new HashMap<>();
    private final Map<Address, Optional<String>> hashes = new HashMap<>();
    private Optional<SpelledFunctions> spelled = Optional.empty();
    private int calls;

    Decoding(Dao dao, String text) {
      this.own = dao;
      this.text = text;
    }

    private Spot here() {
      return new Spot(new Place(own.chainId(), ""), own, tokens);
    }

    /**
     * Labels are the operator's for accounts, and count there too; what is the treasury here is
     * nobody's account there.
     */
    private Spot at(Place place) {
      if (!place.isElsewhere()) {
        return here();
      }
      return new Spot(place, place.as(own), functions.chains().tokens(tokens));
    }

    /**
     * @param self the contract on whose state the call works: the target, or who lends it its own
     */
    DecodedAction call(int index, OpenedCalls.Inner call, Address self, Spot spot, int depth) {
      DecodedAction action = opened(index, call, self, spot, depth);
      return spot.place().isElsewhere() ? on(spot.place().name(), action) : action;
    }

    private DecodedAction opened(
        int index, OpenedCalls.Inner call, Address self, Spot spot, int depth) {
      calls++;
      byte[] data = call.data();
      Address target = call.target();
      BigInteger value = call.value();
      String lent = call.manner() == Manner.DELEGATECALL ? lends(spot, target, self) : "";
      if (data.length == 0) {
        String line = lent.isEmpty() ? plainTransfer(spot, target, value) : lent + "with no data.";
        return unknown(index, target, value, "0x", call.manner(), line);
      }
      String calldata = AbiBytes.hex(data);
      Optional<KnownFunction> message = message(spot, call);
      Optional<KnownFunction> function =
          message.isPresent() || call.message() || data.length < 4
              ? message
              : function(spot, target, calldata.substring(0, 10));
      if (function.isEmpty() || depth > DEEPEST || calls > MOST_CALLS) {
        Optional<String> called =
            function.isEmpty() && !call.message() && data.length >= 4
                ? spelled().of(calldata.substring(0, 10))
                : Optional.empty();
        String so =
            (function.isEmpty() && !call.message() && data.length >= 4
                    ? oneOf(spot, target, calldata.substring(0, 10))
                    : "")
                + called.map(name -> "; the proposal's text calls it " + name).orElse("");
        String line = lent + unknownLine(spot, call, so);
        return unknown(index, target, value, calldata, call.manner(), line, called);
      }
      KnownFunction known = function.get();
      try {
        return known(index, call, self, known, message.isPresent(), spot, depth, lent);
      } catch (MalformedAbiException e) {
        String why = ": its data is not what " + known.signature() + " takes";
        String line = lent + unknownLine(spot, call, why);
        return unknown(index, target, value, calldata, call.manner(), line);
      }
    }

    /** Few selectors are in a file that is bound, so that few contracts are asked about. */
    private Optional<KnownFunction> function(Spot spot, Address target, String selector) {
      boolean ask =
          !spot.place().isElsewhere()
              && functions.mayBeAProxys(own.chainId(), target, selector)
              && (codes.containsKey(target) || codes.size() < MOST_PROXIES);
      Optional<Address> code =
          ask
              ? codes.computeIfAbsent(target, proxy -> implementations.of(own, proxy))
              : Optional.empty();
      return functions.find(
          spot.place().chainId(), target, code, selector, contract -> hash(spot, contract));
    }

    /** Of another chain nobody here is asked which code is there. */
    private Optional<String> hash(Spot spot, Address contract) {
      boolean ask =
          !spot.place().isElsewhere()
              && (hashes.containsKey(contract) || hashes.size() < MOST_PROXIES);
      return ask
          ? hashes.computeIfAbsent(contract, one -> codeHashes.of(own, one))
          : Optional.empty();
    }

    /**
     * What a contract reads that has no function for it. The first word of such messages is an
     * offset or an address: no selector begins with four zeros here.
     */
    private Optional<KnownFunction> message(Spot spot, OpenedCalls.Inner call) {
      byte[] data = call.data();
      boolean zeros =
          data.length >= 32 && data[0] == 0 && data[1] == 0 && data[2] == 0 && data[3] == 0;
      return zeros
          ? functions.chains().reader(spot.place().chainId(), call.target())
          : Optional.empty();
    }

    private String oneOf(Spot spot, Address target, String selector) {
      List<String> candidates = functions.candidates(spot.place().chainId(), target, selector);
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
        boolean message,
        Spot spot,
        int depth,
        String lent) {
      byte[] encoded = Arrays.copyOfRange(call.data(), message ? 0 : 4, call.data().length);
      AbiReader.Decoded decoded = AbiReader.read(function.types(), encoded);
      List<DecodedAction> nested = nested(call, self, function, decoded.values(), spot, depth);
      List<Argument> arguments = new ArrayList<>();
      for (int i = 0; i < decoded.values().size(); i++) {
        KnownFunction.Parameter parameter = function.parameters().get(i);
        arguments.add(
            new Argument(
                parameter.name(), parameter.type().name(), decoded.values().get(i).shown()));
      }
      StringBuilder line = new StringBuilder(lent);
      line.append(sentence(spot, call.target(), function, decoded.values()));
      line.append(alongWith(spot, call.value()));
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
          Optional.of(function.knowledge()),
          "",
          publisher(spot, call, self, function, decoded.values()));
    }

    private Optional<String> publisher(
        Spot spot,
        OpenedCalls.Inner call,
        Address self,
        KnownFunction function,
        List<AbiValue> values) {
      Operand.Made made = new Operand.Made(values, Address.ZERO, self, call.value());
      return functions
          .words(spot.place().chainId(), call.target(), function)
          .map(
              words ->
                  Publishers.say(
                      words, function, made, (token, value, as) -> worded(spot, token, value, as)))
          .map(said -> said.length() > LONGEST_LINE ? said.substring(0, LONGEST_LINE) + "…" : said);
    }

    private List<DecodedAction> nested(
        OpenedCalls.Inner call,
        Address self,
        KnownFunction function,
        List<AbiValue> values,
        Spot spot,
        int depth) {
      List<DecodedAction> nested = new ArrayList<>();
      if (function.calls().isPresent()) {
        CallRule rule = function.calls().get();
        Operand.Made made = new Operand.Made(values, Address.ZERO, self, call.value());
        Spot inside = rule.away().map(away -> at(leads(away.way(), made, spot))).orElse(spot);
        for (OpenedCalls.Inner inner : OpenedCalls.of(rule, made)) {
          boolean lent = inner.manner() == Manner.DELEGATECALL && rule.away().isEmpty();
          nested.add(call(nested.size(), inner, lent ? self : inner.target(), inside, depth + 1));
        }
      }
      return nested;
    }

    private Place leads(Way way, Operand.Made made, Spot spot) {
      return functions.chains().leads(way, made, spot.place().chainId(), own.chainId());
    }

    private String lends(Spot spot, Address code, Address self) {
      return "DELEGATECALL: "
          + Wording.address(spot.dao(), self)
          + " lends its whole authority to the code at "
          + Wording.address(spot.dao(), code)
          + ": ";
    }

    private String sentence(
        Spot spot, Address target, KnownFunction function, List<AbiValue> values) {
      Matcher matcher = PLACEHOLDER.matcher(function.sentence());
      StringBuilder sentence = new StringBuilder();
      while (matcher.find()) {
        String name = matcher.group(1);
        String as = matcher.group(2) == null ? "" : matcher.group(2);
        String words;
        if (as.equals("called") || (name.equals("target") && !function.hasParameter(name))) {
          words = Wording.address(spot.dao(), target);
        } else {
          Address of =
              matcher.group(3) == null
                  ? target
                  : named(function, matcher.group(3), values).asAddress();
          words = worded(spot, of, named(function, name, values), as);
        }
        matcher.appendReplacement(sentence, Matcher.quoteReplacement(words));
      }
      matcher.appendTail(sentence);
      return sentence.toString();
    }

    /** A parameter, or a member of a struct in it. */
    private static AbiValue named(KnownFunction function, String path, List<AbiValue> values) {
      return Operand.parse(path, function).in(Operand.Made.of(values));
    }

    private String worded(Spot spot, Address of, AbiValue value, String as) {
      if (value instanceof AbiValue.Items items) {
        String shown =
            items.values().stream()
                .limit(LIST_ITEMS_SHOWN)
                .map(item -> worded(spot, of, item, as))
                .collect(Collectors.joining(", "));
        int more = items.values().size() - LIST_ITEMS_SHOWN;
        return "[" + shown + (more > 0 ? " and " + more + " more" : "") + "]";
      }
      return switch (as) {
        case "token" -> spot.tokens().amount(spot.dao(), token(spot, of), value.asInt());
        case "wei" -> coins(spot, value.asInt());
        case "duration" -> Wording.duration(value.asInt());
        case "time" -> Wording.time(value.asInt());
        case "clock" -> Wording.clock(value.asInt());
        case "role" -> Roles.name(value.shown());
        default -> plain(spot, value);
      };
    }

    private String coins(Spot spot, BigInteger wei) {
      return spot.tokens().amount(spot.dao(), spot.tokens().coin(spot.dao()), wei);
    }

    private String plain(Spot spot, AbiValue value) {
      return switch (value) {
        case AbiValue.Account account -> Wording.address(spot.dao(), account.value());
        case AbiValue.Int number -> Grouped.of(number.value().toString());
        case AbiValue.Raw raw -> raw.text() ? "“" + SafeText.value(raw) + "”" : SafeText.value(raw);
        case AbiValue.Tuple tuple ->
            tuple.values().stream()
                .map(part -> worded(spot, Address.ZERO, part, ""))
                .collect(Collectors.joining(", ", "(", ")"));
        default -> SafeText.value(value);
      };
    }

    private Token token(Spot spot, Address contract) {
      if (contract.equals(Address.ZERO)) {
        return spot.tokens().coin(spot.dao());
      }
      boolean ask = asked.contains(contract) || asked.size() < MOST_TOKENS;
      asked.add(contract);
      return (ask ? spot.tokens() : Tokens.UNKNOWN).of(spot.dao(), contract);
    }

    private String plainTransfer(Spot spot, Address target, BigInteger value) {
      return value.signum() == 0
          ? "Call " + Wording.address(spot.dao(), target) + " with no data and no coin."
          : "Send " + coins(spot, value) + " to " + Wording.address(spot.dao(), target) + ".";
    }

    private String alongWith(Spot spot, BigInteger value) {
      return value.signum() == 0 ? "" : ", sending " + coins(spot, value) + " along";
    }

    private String unknownLine(Spot spot, OpenedCalls.Inner call, String why) {
      byte[] data = call.data();
      boolean selector = data.length >= 4 && !call.message();
      return (call.message() ? "Unknown message" : "Unknown call")
          + (selector ? " " + AbiBytes.hex(data).substring(0, 10) : "")
          + " with "
          + data.length
          + (data.length == 1 ? " byte to " : " bytes to ")
          + Wording.address(spot.dao(), call.target())
          + alongWith(spot, call.value())
          + why
          + ".";
    }
  }

  /** A place with the names that count there. */
  private record Spot(Place place, Dao dao, Tokens tokens) {}

  private static DecodedAction on(String chain, DecodedAction action) {
    return new DecodedAction(
        action.index(),
        action.target(),
        action.valueWei(),
        action.calldata(),
        action.function(),
        action.arguments(),
        "On " + chain + ": " + action.line(),
        action.nested(),
        action.manner(),
        action.knowledge(),
        chain,
        action.publisher());
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
