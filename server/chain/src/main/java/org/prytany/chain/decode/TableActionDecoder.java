package org.prytany.chain.decode;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.abi.AbiReader;
import org.prytany.chain.abi.AbiValue;
import org.prytany.chain.abi.MalformedAbiException;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.digest.ActionDecoder;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.prytany.spi.Argument;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Token;

/**
 * Decodes calls by a table of known functions. Whatever does not fit the table stays visible with
 * its selector and size.
 */
public final class TableActionDecoder implements ActionDecoder {
  private static final int DEEPEST = 8;
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)(?::(\\w+))?}");

  private final Tokens tokens;

  public TableActionDecoder(Tokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public List<DecodedAction> decode(Dao dao, ProposalContent proposal) {
    int count =
        Math.max(
            proposal.targets().size(),
            Math.max(proposal.valuesWei().size(), proposal.calldatas().size()));
    List<DecodedAction> actions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      BigInteger value =
          i < proposal.valuesWei().size() ? proposal.valuesWei().get(i) : BigInteger.ZERO;
      String calldata = i < proposal.calldatas().size() ? proposal.calldatas().get(i) : "0x";
      if (i < proposal.targets().size()) {
        actions.add(call(dao, i, proposal.targets().get(i), value, AbiBytes.parse(calldata), 0));
      } else {
        actions.add(
            unknown(
                i,
                Address.ZERO,
                value,
                calldata,
                "Incomplete call: the proposal names no target for its call number "
                    + (i + 1)
                    + "."));
      }
    }
    return actions;
  }

  private DecodedAction call(
      Dao dao, int index, Address target, BigInteger value, byte[] data, int depth) {
    if (data.length == 0) {
      return unknown(index, target, value, "0x", plainTransfer(dao, target, value));
    }
    String calldata = AbiBytes.hex(data);
    Optional<KnownFunction> function =
        data.length < 4 ? Optional.empty() : KnownFunctions.find(calldata.substring(0, 10));
    if (function.isEmpty() || depth > DEEPEST) {
      return unknown(index, target, value, calldata, unknownLine(dao, target, value, data, ""));
    }
    KnownFunction known = function.get();
    try {
      return known(dao, index, target, value, data, known, depth);
    } catch (MalformedAbiException e) {
      String why = ": its data is not what " + known.signature() + " takes";
      return unknown(index, target, value, calldata, unknownLine(dao, target, value, data, why));
    }
  }

  private DecodedAction known(
      Dao dao,
      int index,
      Address target,
      BigInteger value,
      byte[] data,
      KnownFunction function,
      int depth) {
    byte[] encoded = java.util.Arrays.copyOfRange(data, 4, data.length);
    AbiReader.Decoded decoded = AbiReader.read(function.types(), encoded);
    List<DecodedAction> nested = nested(dao, target, function, decoded.values(), depth);
    List<Argument> arguments = new ArrayList<>();
    for (int i = 0; i < decoded.values().size(); i++) {
      KnownFunction.Parameter parameter = function.parameters().get(i);
      arguments.add(
          new Argument(parameter.name(), parameter.type().name(), decoded.values().get(i).shown()));
    }
    StringBuilder line = new StringBuilder(sentence(dao, target, function, decoded.values()));
    line.append(alongWith(value));
    if (decoded.unread() > 0) {
      line.append(", with ")
          .append(decoded.unread())
          .append(" further bytes that the function does not read");
    }
    line.append('.');
    for (DecodedAction inside : nested) {
      line.append(" Inside: ").append(inside.line());
    }
    return new DecodedAction(
        index,
        target,
        value,
        AbiBytes.hex(data),
        Optional.of(function.signature()),
        arguments,
        line.toString(),
        nested);
  }

  private List<DecodedAction> nested(
      Dao dao, Address target, KnownFunction function, List<AbiValue> values, int depth) {
    List<AbiValue> parts =
        function.nesting().parameters().stream()
            .map(name -> values.get(function.position(name)))
            .toList();
    List<DecodedAction> nested = new ArrayList<>();
    switch (function.nesting().shape()) {
      case NONE -> {}
      case SINGLE ->
          nested.add(
              call(
                  dao,
                  0,
                  parts.get(0).asAddress(),
                  parts.get(1).asInt(),
                  parts.get(2).asBytes(),
                  depth + 1));
      case BATCH -> {
        int count = parts.get(0).asItems().size();
        if (parts.get(1).asItems().size() != count || parts.get(2).asItems().size() != count) {
          throw new MalformedAbiException("lists of unequal length");
        }
        for (int i = 0; i < count; i++) {
          nested.add(
              call(
                  dao,
                  i,
                  parts.get(0).asItems().get(i).asAddress(),
                  parts.get(1).asItems().get(i).asInt(),
                  parts.get(2).asItems().get(i).asBytes(),
                  depth + 1));
        }
      }
      case SELF -> self(dao, nested, target, parts.get(0).asBytes(), depth);
      case OF -> self(dao, nested, parts.get(0).asAddress(), parts.get(1).asBytes(), depth);
      case SELVES ->
          parts.get(0).asItems().forEach(item -> self(dao, nested, target, item.asBytes(), depth));
    }
    return nested;
  }

  private void self(Dao dao, List<DecodedAction> nested, Address target, byte[] data, int depth) {
    if (data.length > 0) {
      nested.add(call(dao, nested.size(), target, BigInteger.ZERO, data, depth + 1));
    }
  }

  private String sentence(Dao dao, Address target, KnownFunction function, List<AbiValue> values) {
    Matcher matcher = PLACEHOLDER.matcher(function.sentence());
    StringBuilder sentence = new StringBuilder();
    while (matcher.find()) {
      String name = matcher.group(1);
      String as = matcher.group(2) == null ? "" : matcher.group(2);
      boolean isParameter =
          function.parameters().stream().anyMatch(parameter -> parameter.name().equals(name));
      String words =
          as.equals("called") || (name.equals("target") && !isParameter)
              ? Wording.address(dao, target)
              : worded(dao, target, values.get(function.position(name)), as);
      matcher.appendReplacement(sentence, Matcher.quoteReplacement(words));
    }
    matcher.appendTail(sentence);
    return sentence.toString();
  }

  private String worded(Dao dao, Address target, AbiValue value, String as) {
    return switch (as) {
      case "token" -> Wording.amount(dao, tokens.of(dao, target), value.asInt());
      case "wei" -> Wording.amount(dao, Token.NATIVE, value.asInt());
      case "duration" -> Wording.duration(value.asInt());
      case "clock" ->
          Wording.grouped(value.asInt().toString()) + " units of its clock (seconds or blocks)";
      case "role" -> Roles.name(value.shown());
      default ->
          switch (value) {
            case AbiValue.Account account -> Wording.address(dao, account.value());
            case AbiValue.Int number -> Wording.grouped(number.value().toString());
            default -> value.shown();
          };
    };
  }

  private static String plainTransfer(Dao dao, Address target, BigInteger value) {
    return value.signum() == 0
        ? "Call " + Wording.address(dao, target) + " with no data and no coin."
        : "Send "
            + Wording.amount(dao, Token.NATIVE, value)
            + " to "
            + Wording.address(dao, target)
            + ".";
  }

  private static String unknownLine(
      Dao dao, Address target, BigInteger value, byte[] data, String why) {
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

  private static String alongWith(BigInteger value) {
    return value.signum() == 0 ? "" : ", sending " + Wording.coin(value) + " along";
  }

  private static DecodedAction unknown(
      int index, Address target, BigInteger value, String calldata, String line) {
    return new DecodedAction(
        index, target, value, calldata, Optional.empty(), List.of(), line, List.of());
  }
}
