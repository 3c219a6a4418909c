package org.prytany.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSource;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.parser.CelUnparserFactory;
import java.util.Locale;
import java.util.Optional;

/** Finds in a checked condition what it cannot be true, or cannot be false, without. */
final class CapFinder {

  private final CelSource source;

  CapFinder(CelSource source) {
    this.source = source;
  }

  /**
   * @param denied what is so when it is false, instead of true
   */
  Caps in(CelExpr written, boolean denied) {
    CelExpr expr = asWritten(written);
    if (isName(expr, "moves_authority")) {
      return denied ? Caps.POWERLESS : Caps.NONE;
    }
    if (expr.getKind() != Kind.CALL) {
      return Caps.NONE;
    }
    CelCall call = expr.call();
    return switch (call.function()) {
      case "!_" -> in(call.args().get(0), !denied);
      case "_&&_" -> {
        Caps one = in(call.args().get(0), denied);
        Caps other = in(call.args().get(1), denied);
        yield denied ? one.or(other) : one.and(other);
      }
      case "_||_" -> {
        Caps one = in(call.args().get(0), denied);
        Caps other = in(call.args().get(1), denied);
        yield denied ? one.and(other) : one.or(other);
      }
      case "_<_", "_<=_" -> limit(expr, denied ? 1 : 0, call.function().equals("_<_") != denied);
      case "_>_", "_>=_" -> limit(expr, denied ? 0 : 1, call.function().equals("_>_") != denied);
      case "_==_" -> denied ? Caps.NONE : equal(expr);
      case "_!=_" -> denied ? equal(expr) : Caps.NONE;
      case "all" -> denied ? Caps.NONE : ofEach(call);
      default -> Caps.NONE;
    };
  }

  /** Macros are expanded where they stand; what was written is kept beside. */
  private CelExpr asWritten(CelExpr expr) {
    return source.getMacroCalls().getOrDefault(expr.id(), expr);
  }

  private Caps equal(CelExpr whole) {
    return limit(whole, 0, false).and(limit(whole, 1, false));
  }

  /**
   * @param amount which side is what is measured; the other one is the limit
   * @param below whether it has to stay below the limit, and may not reach it
   */
  private Caps limit(CelExpr whole, int amount, boolean below) {
    CelCall call = whole.call();
    CelExpr measured = asWritten(call.args().get(amount));
    Optional<Double> limit = number(asWritten(call.args().get(1 - amount)));
    if (limit.isEmpty()) {
      return Caps.NONE;
    }
    if (isName(measured, "treasury_share")) {
      // All of it is no limit.
      return limit.get() < 1 ? Caps.everything(words(whole)) : Caps.NONE;
    }
    if (measured.getKind() != Kind.CALL) {
      return Caps.NONE;
    }
    CelCall function = measured.call();
    boolean ofPayments =
        function.target().map(target -> isName(asWritten(target), "payments")).orElse(false);
    if (function.function().equals("paid") && ofPayments) {
      return text(asWritten(function.args().get(0)))
          .map(token -> Caps.sum(token.toLowerCase(Locale.ROOT), words(whole)))
          .orElse(Caps.NONE);
    }
    boolean counted =
        ofPayments
            || function.args().stream().anyMatch(each -> isName(asWritten(each), "payments"));
    boolean none = below ? limit.get() <= 1 : limit.get() <= 0;
    return function.function().equals("size") && counted && none
        ? Caps.everything(words(whole))
        : Caps.NONE;
  }

  private Caps ofEach(CelCall all) {
    if (!all.target().map(target -> isName(asWritten(target), "payments")).orElse(false)
        || all.args().size() != 2) {
      return Caps.NONE;
    }
    return eachIn(all.args().get(0).ident().name(), all.args().get(1));
  }

  /** What has to hold of each payment. */
  private Caps eachIn(String payment, CelExpr written) {
    CelExpr expr = asWritten(written);
    if (expr.getKind() != Kind.CALL || expr.call().args().size() != 2) {
      return Caps.NONE;
    }
    CelCall call = expr.call();
    CelExpr left = asWritten(call.args().get(0));
    CelExpr right = asWritten(call.args().get(1));
    return switch (call.function()) {
      case "_&&_" -> eachIn(payment, left).and(eachIn(payment, right));
      case "_||_" -> eachIn(payment, left).or(eachIn(payment, right));
      case "_<_", "_<=_" -> each(expr, payment, left, right);
      case "_>_", "_>=_" -> each(expr, payment, right, left);
      case "_==_" ->
          token(payment, left, right)
              .and(token(payment, right, left))
              .and(each(expr, payment, left, right))
              .and(each(expr, payment, right, left));
      default -> Caps.NONE;
    };
  }

  private Caps token(String payment, CelExpr field, CelExpr token) {
    return isField(field, payment, "token")
        ? text(token).map(Caps::only).orElse(Caps.NONE)
        : Caps.NONE;
  }

  private Caps each(CelExpr whole, String payment, CelExpr amount, CelExpr limit) {
    return isField(amount, payment, "amount") && number(limit).isPresent()
        ? Caps.each("each payment: " + words(whole))
        : Caps.NONE;
  }

  private static boolean isName(CelExpr expr, String name) {
    return expr.getKind() == Kind.IDENT && expr.ident().name().equals(name);
  }

  private boolean isField(CelExpr expr, String of, String field) {
    return expr.getKind() == Kind.SELECT
        && expr.select().field().equals(field)
        && isName(asWritten(expr.select().operand()), of);
  }

  private static Optional<Double> number(CelExpr expr) {
    if (expr.getKind() != Kind.CONSTANT) {
      return Optional.empty();
    }
    CelConstant constant = expr.constant();
    return switch (constant.getKind()) {
      case INT64_VALUE -> Optional.of((double) constant.int64Value());
      case DOUBLE_VALUE -> Optional.of(constant.doubleValue()).filter(Double::isFinite);
      default -> Optional.empty();
    };
  }

  private static Optional<String> text(CelExpr expr) {
    return expr.getKind() == Kind.CONSTANT
            && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? Optional.of(expr.constant().stringValue())
        : Optional.empty();
  }

  private String words(CelExpr expr) {
    return CelUnparserFactory.newUnparser()
        .unparse(CelAbstractSyntaxTree.newParsedAst(expr, source));
  }
}
