package org.prytany.chain.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.abi.AbiType;

/**
 * A function that the decoder knows.
 *
 * @param sentence what it does, with parameters in braces
 * @param nesting where the calls inside it stand
 */
record KnownFunction(String name, List<Parameter> parameters, String sentence, Nesting nesting) {
  KnownFunction {
    parameters = List.copyOf(parameters);
  }

  /** One parameter. */
  record Parameter(String name, AbiType type) {}

  /** How calls lie inside a call. */
  enum Shape {
    NONE,
    /** One call: target, value, data. */
    SINGLE,
    /** Many calls: three lists. */
    BATCH,
    /** One call to the called contract itself. */
    SELF,
    /** Many calls to the called contract itself. */
    SELVES,
    /** One call to a named contract, without value. */
    OF
  }

  /**
   * @param parameters names of the parameters that hold the calls
   */
  record Nesting(Shape shape, List<String> parameters) {
    static final Nesting NONE = new Nesting(Shape.NONE, List.of());

    Nesting {
      parameters = List.copyOf(parameters);
    }
  }

  String signature() {
    return name
        + parameters.stream()
            .map(parameter -> parameter.type().name())
            .collect(Collectors.joining(",", "(", ")"));
  }

  String selector() {
    return AbiBytes.selector(signature());
  }

  List<AbiType> types() {
    return parameters.stream().map(Parameter::type).toList();
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
  static KnownFunction parse(String line) {
    String[] columns = line.split("\\|", -1);
    if (columns.length < 2 || columns.length > 3) {
      throw new IllegalArgumentException("not a line of the function table: " + line);
    }
    String declared = columns[0].strip();
    int open = declared.indexOf('(');
    List<Parameter> parameters = new ArrayList<>();
    String inside = declared.substring(open + 1, declared.length() - 1);
    if (!inside.isBlank()) {
      for (String one : inside.split(",", -1)) {
        String[] typeAndName = one.strip().split(" ", -1);
        parameters.add(new Parameter(typeAndName[1], AbiType.parse(typeAndName[0])));
      }
    }
    Nesting nesting = columns.length == 3 ? nesting(columns[2].strip()) : Nesting.NONE;
    KnownFunction function =
        new KnownFunction(declared.substring(0, open), parameters, columns[1].strip(), nesting);
    nesting.parameters().forEach(function::position);
    return function;
  }

  private static Nesting nesting(String text) {
    int open = text.indexOf('(');
    return new Nesting(
        Shape.valueOf(text.substring(0, open).toUpperCase(java.util.Locale.ROOT)),
        List.of(text.substring(open + 1, text.length() - 1).split(",", -1)));
  }
}
