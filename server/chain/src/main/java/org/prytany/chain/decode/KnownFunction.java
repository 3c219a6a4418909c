package org.prytany.chain.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.abi.AbiType;

/**
 * A function that the decoder knows.
 *
 * @param sentence what it does, with parameters in braces
 * @param effects what it changes, besides what the calls inside it do
 * @param calls where the calls inside it stand
 * @param knowledge where it is known from, as a reader is told
 */
public record KnownFunction(
    String name,
    List<Parameter> parameters,
    String sentence,
    List<EffectRule> effects,
    Optional<CallRule> calls,
    String knowledge) {
  public KnownFunction {
    parameters = List.copyOf(parameters);
    effects = List.copyOf(effects);
  }

  /** One parameter. */
  public record Parameter(String name, AbiType type) {}

  /** Canonical signature, e.g. "transfer(address,uint256)". */
  public String signature() {
    return name
        + parameters.stream()
            .map(parameter -> parameter.type().name())
            .collect(Collectors.joining(",", "(", ")"));
  }

  /** What a message is called that has no selector. */
  static final String MESSAGE = "message";

  /** Whether it is no function, but what a contract reads in place of one. */
  public boolean isMessage() {
    return name.equals(MESSAGE);
  }

  /** The ways to other chains that its calls and effects take. */
  public List<Way> ways() {
    List<Way> ways = new ArrayList<>();
    calls.flatMap(CallRule::away).ifPresent(away -> ways.add(away.way()));
    effects.stream().filter(EffectRule::hasWay).forEach(rule -> ways.add(rule.way()));
    return ways;
  }

  /** "0x" and 8 lower-case digits. */
  public String selector() {
    return AbiBytes.selector(signature());
  }

  /** Types of the parameters, in order. */
  public List<AbiType> types() {
    return parameters.stream().map(Parameter::type).toList();
  }

  boolean hasParameter(String parameter) {
    return parameters.stream().anyMatch(known -> known.name().equals(parameter));
  }

  /** Position of a parameter. */
  int position(String parameter) {
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).name().equals(parameter)) {
        return i;
      }
    }
    throw new IllegalArgumentException(signature() + " has no parameter '" + parameter + "'");
  }

  /**
   * Reads a line of the table.
   *
   * @throws IllegalArgumentException if the line is not in the table's form
   */
  static KnownFunction parse(String line, String knowledge) {
    List<String> columns = Stream.of(line.split("\\|", -1)).map(String::strip).toList();
    if (columns.size() < 3 || columns.size() > 4) {
      throw new IllegalArgumentException("not a line of the function table: " + line);
    }
    KnownFunction bare = declared(columns.get(0), columns.get(1), knowledge);
    List<EffectRule> effects = new ArrayList<>();
    for (String effect : TableText.split(columns.get(2), ';')) {
      effects.add(EffectRule.parse(effect, bare));
    }
    Optional<CallRule> calls =
        columns.size() == 4 ? Optional.of(CallRule.parse(columns.get(3), bare)) : Optional.empty();
    boolean opens = effects.stream().anyMatch(rule -> rule.kind() == EffectRule.Kind.INSIDE);
    if (opens != calls.isPresent()) {
      throw new IllegalArgumentException("calls inside without 'inside', or the reverse: " + line);
    }
    return new KnownFunction(
        bare.name(), bare.parameters(), bare.sentence(), effects, calls, knowledge);
  }

  /**
   * @param declared name and parameters, e.g. "transfer(address to, uint256 amount)"
   */
  static KnownFunction declared(String declared, String sentence, String knowledge) {
    int open = declared.indexOf('(');
    if (open < 1 || !declared.endsWith(")")) {
      throw new IllegalArgumentException("not a function: " + declared);
    }
    List<Parameter> parameters = new ArrayList<>();
    for (AbiType.Tuple.Member member :
        TableText.members(declared.substring(open + 1, declared.length() - 1))) {
      parameters.add(new Parameter(member.name(), member.type()));
    }
    return new KnownFunction(
        declared.substring(0, open), parameters, sentence, List.of(), Optional.empty(), knowledge);
  }
}
