package org.prytany.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.prytany.rules.Complaint.Place;
import org.prytany.spi.Address;

/**
 * Checks the types of conditions when the policy is read, so that no typing error waits for a vote.
 */
final class RuleCompiler {

  private static final String VOTE_BY =
      Facts.VOTE_BY + "['0x00000000000000000000000000000000000000c0'] == 'for'";
  private static final String PAID = "payments_paid_token";

  /** The parser calls itself for each bracket, and the stack of a server's thread is not ours. */
  private static final int DEEPEST = 32;

  /** So many mistakes of one condition are told; the rest usually follow from the first. */
  private static final int MOST_ISSUES = 5;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .maxExpressionCodePointSize(20_000)
          .maxParseRecursionDepth(DEEPEST)
          .comprehensionMaxIterations(100_000)
          .populateMacroCalls(true)
          .build();

  private static final Set<String> CALLS =
      Set.of(
          "paid",
          "size",
          "all",
          "exists",
          "exists_one",
          "filter",
          "map",
          "has",
          "matches",
          "contains",
          "startsWith",
          "endsWith",
          "int",
          "double",
          "string",
          "duration",
          "timestamp");

  private final String where;
  private final Consumer<Complaint> complaints;
  private final CelCompiler compiler;
  private final CelRuntime runtime;

  RuleCompiler(String where, Consumer<Complaint> complaints) {
    this.where = where;
    this.complaints = complaints;
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
   * Compiles a condition, or tells all that is wrong with it: that it reads an unknown fact, does
   * not say true or false, or reads the text without being marked so.
   */
  Optional<Rule> compile(WrittenRule rule) {
    CelValidationResult result = compiler.compile(rule.when());
    try {
      CelAbstractSyntaxTree checked = result.getAst();
      if (!checked.getResultType().equals(SimpleType.BOOL)) {
        wrong(
            rule,
            rule.condition().start(),
            "the condition must be true or false, but it is of type "
                + checked.getResultType().name(),
            "Compare it with something, e.g. '" + rule.when() + " > ...'.");
        return Optional.empty();
      }
      Set<String> facts = facts(checked);
      if (facts.stream().anyMatch(name -> name.startsWith(Facts.TEXT)) && !rule.usesText()) {
        wrong(
            rule,
            rule.condition().start(),
            "the condition reads facts from the proposal's text, which its author words as they"
                + " please; add 'uses-text: true' if that is meant",
            "");
        return Optional.empty();
      }
      Constants constants = new Constants(compiler, runtime, checked);
      constants.look(
          (position, what) -> wrong(rule, placeOf(rule, position), what, "Correct it there."),
          (position, what) -> warn(rule, placeOf(rule, position), what, "Write 2.0 for 2."));
      Set<Address> followed =
          Followed.in(
              checked,
              (position, what) ->
                  wrong(rule, placeOf(rule, position), what, "Write e.g. " + VOTE_BY + "."));
      new WordCheck((position, what, next) -> warn(rule, placeOf(rule, position), what, next))
          .look(checked);
      return Optional.of(
          new Rule(
              rule,
              runtime.createProgram(checked),
              facts,
              followed,
              Caps.of(checked),
              Caps.passed(rule.name(), checked),
              new Needs.Finder(checked.getSource(), constants::value).of(checked.getExpr(), false),
              new Needs.Finder(checked.getSource(), constants::value).of(checked.getExpr(), true)));
    } catch (CelValidationException e) {
      e.getErrors().stream().limit(MOST_ISSUES).forEach(issue -> tell(rule, issue));
    } catch (CelEvaluationException e) {
      wrong(
          rule,
          rule.condition().start(),
          "the condition cannot be planned: " + e.getMessage(),
          "Write it more plainly.");
    }
    return Optional.empty();
  }

  /** The facts that a condition reads, sorted. */
  private static Set<String> facts(CelAbstractSyntaxTree checked) {
    return checked.getReferenceMap().values().stream()
        .map(reference -> reference.name())
        .filter(Facts.TYPES::containsKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void tell(WrittenRule rule, CelIssue issue) {
    int offset = offset(rule.when(), issue);
    String message = issue.getMessage().replace(" (in container '')", "");
    String what = message;
    String next = "Look at the condition there; docs/policy.md has examples.";
    int candidates = message.indexOf(" (candidates:");
    if (message.startsWith("undeclared reference")) {
      String name = nameAt(rule.when(), offset);
      if (isCall(rule.when(), offset)) {
        String called = message.replaceAll("^[^']*'([^']*)'.*", "$1");
        String near =
            meant(Names.nearest(called, CALLS), "docs/policy.md lists what can be called.");
        wrong(
            rule,
            rule.condition().at(offset),
            "undeclared reference to '" + called + "', and nothing can be called so",
            near);
        return;
      }
      what = message + "; known facts: " + String.join(", ", Facts.TYPES.keySet());
      Set<String> known = Facts.TYPES.keySet();
      next =
          meant(
              Names.nearest(name, known)
                  .or(() -> Names.nearest(name.replaceAll("\\..*", ""), known)),
              "Use one of the known facts.");
    } else if (message.startsWith("undefined field")) {
      String name = message.replaceAll("^[^']*'([^']*)'.*", "$1");
      next = meant(Names.nearest(name, Facts.fields()), "docs/policy.md lists the fields.");
    } else if (candidates >= 0) {
      what =
          message.substring(0, candidates)
              + " (counts are int, amounts are double: write 2.0 where a double is needed)";
      next = "Compare things of one type.";
    }
    wrong(rule, rule.condition().at(offset), what, next);
  }

  /** Whether an issue is about what is called there: its place is the bracket. */
  private static boolean isCall(String when, int offset) {
    return offset < when.length() && when.charAt(offset) == '(';
  }

  private static String meant(Optional<String> near, String otherwise) {
    return near.map(name -> "Did you mean '" + name + "'?").orElse(otherwise);
  }

  /** Where in the condition an issue is, in UTF-16 units. */
  private static int offset(String when, CelIssue issue) {
    String[] lines = when.split("\n", -1);
    int line = Math.clamp(issue.getSourceLocation().getLine() - 1L, 0, lines.length - 1);
    int offset = 0;
    for (int i = 0; i < line; i++) {
      offset += lines[i].length() + 1;
    }
    int points = lines[line].codePointCount(0, lines[line].length());
    int column = Math.clamp(issue.getSourceLocation().getColumn(), 0, points);
    return offset + lines[line].offsetByCodePoints(0, column);
  }

  /** The dotted name around a place, e.g. "text.titel". */
  private static String nameAt(String when, int offset) {
    int from = offset;
    while (from > 0 && isName(when.charAt(from - 1))) {
      from--;
    }
    int to = offset;
    while (to < when.length() && isName(when.charAt(to))) {
      to++;
    }
    return when.substring(from, to);
  }

  private static boolean isName(char letter) {
    return letter == '.' || letter == '_' || Character.isLetterOrDigit(letter);
  }

  /**
   * @param position in characters from the condition's start
   */
  private static Place placeOf(WrittenRule rule, int position) {
    String when = rule.when();
    int most = when.codePointCount(0, when.length());
    return rule.condition().at(when.offsetByCodePoints(0, Math.clamp(position, 0, most)));
  }

  private void warn(WrittenRule rule, Place place, String what, String next) {
    complaints.accept(Complaint.warning(where, place, rule, what, next));
  }

  private void wrong(WrittenRule rule, Place place, String what, String next) {
    complaints.accept(
        Complaint.error(
            where, place, Optional.of(rule.name()).filter(name -> !name.isEmpty()), what, next));
  }
}
