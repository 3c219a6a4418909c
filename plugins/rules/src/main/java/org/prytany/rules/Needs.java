package org.prytany.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSource;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.parser.CelUnparserFactory;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What has to be so of a proposal for a condition to be true, or false. Only what is certain
 * counts: where this says that it cannot be, it cannot.
 *
 * @param impossible whether no proposal is like that
 * @param ranges what each part of the condition has to lie in, by how it is written; what is true
 *     or false is 1 or 0
 */
record Needs(boolean impossible, Map<String, Range> ranges) {

  static final Needs NOTHING = new Needs(false, Map.of());
  private static final Needs IMPOSSIBLE = new Needs(true, Map.of());

  /** Where both are needed. */
  Needs and(Needs other) {
    if (impossible || other.impossible) {
      return IMPOSSIBLE;
    }
    Map<String, Range> both = new HashMap<>(ranges);
    other.ranges.forEach((key, range) -> both.merge(key, range, Range::and));
    return both.values().stream().anyMatch(Range::isEmpty) ? IMPOSSIBLE : new Needs(false, both);
  }

  /** Where one of two is needed. */
  Needs or(Needs other) {
    if (impossible || other.impossible) {
      return impossible ? other : this;
    }
    Map<String, Range> either = new HashMap<>();
    ranges.forEach(
        (key, range) ->
            Optional.ofNullable(other.ranges.get(key))
                .ifPresent(its -> either.put(key, range.or(its))));
    return new Needs(false, either);
  }

  /** Finds in a condition what it needs. */
  static final class Finder {

    private final CelSource source;
    private final Function<CelExpr, Optional<Object>> constants;

    /**
     * @param constants the value of what is the same for every proposal; empty for what is not
     */
    Finder(CelSource source, Function<CelExpr, Optional<Object>> constants) {
      this.source = source;
      this.constants = constants;
    }

    /**
     * @param denied what is so when it is false, instead of true
     */
    Needs of(CelExpr expr, boolean denied) {
      Optional<Object> constant = constants.apply(expr);
      if (constant.isPresent()) {
        return constant.get().equals(denied) ? IMPOSSIBLE : NOTHING;
      }
      if (expr.getKind() != Kind.CALL) {
        return truth(expr, denied);
      }
      CelCall call = expr.call();
      return switch (call.function()) {
        case "!_" -> of(call.args().get(0), !denied);
        case "_&&_" -> both(call, denied, !denied);
        case "_||_" -> both(call, denied, denied);
        case "_<_" -> compared(expr, denied ? ">=" : "<").and(truth(expr, denied));
        case "_<=_" -> compared(expr, denied ? ">" : "<=").and(truth(expr, denied));
        case "_>_" -> compared(expr, denied ? "<=" : ">").and(truth(expr, denied));
        case "_>=_" -> compared(expr, denied ? "<" : ">=").and(truth(expr, denied));
        case "_==_" -> compared(expr, denied ? "" : "==").and(truth(expr, denied));
        default -> truth(expr, denied);
      };
    }

    private Needs both(CelCall call, boolean denied, boolean together) {
      Needs one = of(call.args().get(0), denied);
      Needs other = of(call.args().get(1), denied);
      return together ? one.and(other) : one.or(other);
    }

    private Needs truth(CelExpr expr, boolean denied) {
      return key(expr)
          .map(
              key ->
                  new Needs(
                      false, Map.of(key, Range.at(denied ? BigDecimal.ZERO : BigDecimal.ONE))))
          .orElse(NOTHING);
    }

    private Needs compared(CelExpr whole, String sign) {
      CelExpr left = whole.call().args().get(0);
      CelExpr right = whole.call().args().get(1);
      Optional<BigDecimal> limit = constants.apply(right).flatMap(Range::number);
      if (limit.isPresent()) {
        return measured(left, sign, limit.get());
      }
      Optional<BigDecimal> first = constants.apply(left).flatMap(Range::number);
      String turned = sign.replace('<', '?').replace('>', '<').replace('?', '>');
      return first.map(its -> measured(right, turned, its)).orElse(NOTHING);
    }

    private Needs measured(CelExpr expr, String sign, BigDecimal limit) {
      Optional<String> key = key(expr);
      if (key.isEmpty() || sign.isEmpty()) {
        return NOTHING;
      }
      Range range = Range.of(sign, limit).and(natural(expr));
      return range.isEmpty() ? IMPOSSIBLE : new Needs(false, Map.of(key.get(), range));
    }

    /** What a fact lies in for every proposal. */
    private static Range natural(CelExpr expr) {
      if (expr.getKind() == Kind.IDENT) {
        return switch (expr.ident().name()) {
          case "treasury_share" -> Range.SHARE;
          case "votes_for", "votes_against", "votes_abstain", "quorum", "voting_power" ->
              Range.AMOUNT;
          case Facts.PROPOSED, Facts.EXECUTED, Facts.DEFEATED, Facts.CANCELED -> Range.AMOUNT;
          default -> Range.ANY;
        };
      }
      boolean counted =
          expr.getKind() == Kind.CALL
              && (expr.call().function().equals("size") || expr.call().function().equals("paid"));
      return counted ? Range.AMOUNT : Range.ANY;
    }

    /** The same words stand for the same thing; what cannot be worded is like nothing else. */
    private Optional<String> key(CelExpr expr) {
      try {
        return Optional.of(
            CelUnparserFactory.newUnparser()
                .unparse(CelAbstractSyntaxTree.newParsedAst(expr, source)));
      } catch (RuntimeException e) {
        return Optional.empty();
      }
    }
  }
}
