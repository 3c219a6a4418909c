package org.prytany.rules;

import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.List;

/** The parts of a condition. */
final class Nodes {

  private Nodes() {}

  /** What stands directly in an expression, in no order that means anything. */
  static List<CelExpr> children(CelExpr expr) {
    List<CelExpr> all = new ArrayList<>();
    switch (expr.getKind()) {
      case CALL -> {
        expr.call().target().ifPresent(all::add);
        all.addAll(expr.call().args());
      }
      case SELECT -> all.add(expr.select().operand());
      case LIST -> all.addAll(expr.list().elements());
      case MAP ->
          expr.map()
              .entries()
              .forEach(
                  entry -> {
                    all.add(entry.key());
                    all.add(entry.value());
                  });
      case COMPREHENSION -> {
        all.add(expr.comprehension().iterRange());
        all.add(expr.comprehension().accuInit());
        all.add(expr.comprehension().loopCondition());
        all.add(expr.comprehension().loopStep());
        all.add(expr.comprehension().result());
      }
      default -> {
        // Names and constants have no parts, and there is nothing to make structures of.
      }
    }
    return all;
  }
}
