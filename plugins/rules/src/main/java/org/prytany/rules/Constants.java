package org.prytany.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSource;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.compiler.CelCompiler;
import dev.cel.parser.CelUnparserFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The parts of a condition that are the same for every proposal. */
final class Constants {

  private final CelCompiler compiler;
  private final CelRuntime runtime;
  private final CelSource source;
  private final CelExpr whole;

  Constants(CelCompiler compiler, CelRuntime runtime, CelAbstractSyntaxTree checked) {
    this.compiler = compiler;
    this.runtime = runtime;
    this.source = checked.getSource();
    this.whole = checked.getExpr();
  }

  /** The value of a part; empty where it depends on the proposal, or has none. */
  Optional<Object> value(CelExpr expr) {
    if (expr.getKind() == Kind.CONSTANT) {
      CelConstant constant = expr.constant();
      return switch (constant.getKind()) {
        case BOOLEAN_VALUE -> Optional.of(constant.booleanValue());
        case INT64_VALUE -> Optional.of(constant.int64Value());
        case UINT64_VALUE -> Optional.of(constant.uint64Value());
        case DOUBLE_VALUE -> Optional.of(constant.doubleValue());
        default -> Optional.empty();
      };
    }
    try {
      return expr.getKind() == Kind.CALL && isConstant(expr)
          ? evaluated(words(expr))
          : Optional.empty();
    } catch (CelEvaluationException e) {
      return Optional.empty();
    }
  }

  /**
   * @param fails told where what can never be evaluated stands, and why it cannot
   * @param cuts told where whole numbers are divided with a rest
   */
  void look(BiConsumer<Integer, String> fails, BiConsumer<Integer, String> cuts) {
    look(whole, false, fails, cuts);
  }

  private void look(
      CelExpr expr,
      boolean within,
      BiConsumer<Integer, String> fails,
      BiConsumer<Integer, String> cuts) {
    boolean constant = within || (expr.getKind() == Kind.CALL && isConstant(expr));
    if (expr.getKind() == Kind.CALL) {
      String function = expr.call().function();
      CelExpr last = expr.call().args().isEmpty() ? expr : expr.call().args().getLast();
      if (constant && !within) {
        failing(expr, words(expr), fails);
      } else if (function.equals("matches") && last.getKind() == Kind.CONSTANT) {
        failing(last, "''.matches(" + words(last) + ")", fails);
      }
      cut(expr, cuts);
    }
    for (CelExpr child : Nodes.children(expr)) {
      look(child, constant, fails, cuts);
    }
  }

  private void failing(CelExpr expr, String words, BiConsumer<Integer, String> fails) {
    try {
      evaluated(words);
    } catch (CelEvaluationException e) {
      String why = String.valueOf(e.getMessage()).replaceAll("^evaluation error[^:]*:\\d+: ", "");
      fails.accept(
          position(expr), "this can never be evaluated: " + why.replaceAll("\\s+", " ").strip());
    }
  }

  private void cut(CelExpr expr, BiConsumer<Integer, String> cuts) {
    List<CelExpr> of = expr.call().args();
    if (expr.call().function().equals("_/_")
        && value(of.get(0)).orElse("") instanceof Long one
        && value(of.get(1)).orElse("") instanceof Long other
        && other != 0
        && one % other != 0) {
      cuts.accept(
          position(expr),
          words(expr) + " is " + one / other + ": whole numbers are divided without a rest");
    }
  }

  private Optional<Object> evaluated(String words) throws CelEvaluationException {
    try {
      return Optional.of(runtime.createProgram(compiler.compile(words).getAst()).eval());
    } catch (CelValidationException e) {
      return Optional.empty();
    }
  }

  private static boolean isConstant(CelExpr expr) {
    return switch (expr.getKind()) {
      case CONSTANT -> true;
      case CALL, LIST -> Nodes.children(expr).stream().allMatch(Constants::isConstant);
      default -> false;
    };
  }

  /** In characters from the condition's start. */
  private int position(CelExpr expr) {
    return source.getPositionsMap().getOrDefault(expr.id(), 0);
  }

  private String words(CelExpr expr) {
    return CelUnparserFactory.newUnparser()
        .unparse(CelAbstractSyntaxTree.newParsedAst(expr, source));
  }
}
