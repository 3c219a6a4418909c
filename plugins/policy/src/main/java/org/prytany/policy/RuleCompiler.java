package org.prytany.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.List;

/**
 * Checks the types of conditions when the policy is read, so that no typing error waits for a vote.
 */
final class RuleCompiler {

  private static final String PAID = "payments_paid_token";

  /** The parser calls itself for each bracket, and the stack of a server's thread is not ours. */
  private static final int DEEPEST = 32;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .maxExpressionCodePointSize(20_000)
          .maxParseRecursionDepth(DEEPEST)
          .comprehensionMaxIterations(100_000)
          .build();

  private final String where;
  private final CelCompiler compiler;
  private final CelRuntime runtime;

  RuleCompiler(String where) {
    this.where = where;
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setTypeProvider(Facts.records())
            .addFunctionDeclarations(
                CelFunctionDecl.newFunctionDeclaration(
                    "paid",
                    CelOverloadDecl.newMemberOverload(
                        PAID, SimpleType.DOUBLE, Facts.listOf(Facts.PAYMENT), SimpleType.STRING)));
    Facts.TYPES.forEach(builder::addVar);
    this.compiler = builder.build();
    this.runtime =
        CelRuntimeFactory.plannerRuntimeBuilder()
            .setOptions(OPTIONS)
            .addFunctionBindings(
                CelFunctionBinding.fromOverloads(
                    "paid",
                    CelFunctionBinding.from(PAID, List.class, String.class, FactValues::paid)))
            .build();
  }

  /**
   * @throws PolicyException naming rule and line if the condition reads an unknown fact, does not
   *     say true or false, or reads the text without being marked so
   */
  Rule compile(WrittenRule rule) {
    CelValidationResult result = compiler.compile(rule.when());
    try {
      CelAbstractSyntaxTree checked = result.getAst();
      if (!checked.getResultType().equals(SimpleType.BOOL)) {
        throw wrong(
            rule,
            rule.conditionLine(),
            "the condition must be true or false, but it is of type "
                + checked.getResultType().name());
      }
      boolean readsText =
          checked.getReferenceMap().values().stream()
              .anyMatch(reference -> reference.name().startsWith(Facts.TEXT));
      if (readsText && !rule.usesText()) {
        throw wrong(
            rule,
            rule.conditionLine(),
            "the condition reads facts from the proposal's text, which its author words as they"
                + " please; add 'uses-text: true' if that is meant");
      }
      return new Rule(rule, runtime.createProgram(checked));
    } catch (CelValidationException e) {
      CelIssue first = e.getErrors().get(0);
      CelSourceLocation at = first.getSourceLocation();
      int line = rule.conditionLine() + Math.max(0, at.getLine() - 1);
      throw wrong(rule, line, plain(first.getMessage()));
    } catch (CelEvaluationException e) {
      throw wrong(rule, rule.conditionLine(), "the condition cannot be planned: " + e.getMessage());
    }
  }

  private PolicyException wrong(WrittenRule rule, int line, String what) {
    return new PolicyException(where, line, "rule '" + rule.name() + "': " + what);
  }

  private static String plain(String message) {
    String first = message.replace(" (in container '')", "");
    if (first.startsWith("undeclared reference")) {
      return first + "; known facts: " + String.join(", ", Facts.TYPES.keySet());
    }
    int candidates = first.indexOf(" (candidates:");
    return candidates < 0
        ? first
        : first.substring(0, candidates)
            + " (counts are int, amounts are double: write 2.0 where a double is needed)";
  }
}
