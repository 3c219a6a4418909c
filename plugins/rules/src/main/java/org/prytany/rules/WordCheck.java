package org.prytany.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.spi.Effect;
import org.prytany.spi.Support;

/** Finds words that a condition compares a fact with, and that this fact never is. */
final class WordCheck {

  private static final String NO_ADDRESS = "An address is 0x and 40 hexadecimal digits.";
  private static final Set<String> ADDRESSES =
      Set.of("governor", "proposer", "token", "recipient", "contract", "target", "from", "to");

  private static final List<String> VERDICTS =
      List.of("agrees", "differs", "not compared", "not known", "would fail");

  /** Told of a word: its place, in characters from the condition's start; what; what to do. */
  interface Told {
    void of(int position, String what, String next);
  }

  private final Told told;
  private Map<Long, Integer> positions = Map.of();

  WordCheck(Told told) {
    this.told = told;
  }

  void look(CelAbstractSyntaxTree checked) {
    positions = checked.getSource().getPositionsMap();
    look(checked.getExpr(), Map.of());
  }

  /**
   * @param bound what the names of a list's elements stand for, by name
   */
  private void look(CelExpr expr, Map<String, String> bound) {
    Map<String, String> within = bound;
    if (expr.getKind() == Kind.COMPREHENSION) {
      within = new HashMap<>(bound);
      within.put(
          expr.comprehension().iterVar(), fact(expr.comprehension().iterRange(), bound).orElse(""));
    } else if (expr.getKind() == Kind.CALL) {
      call(expr.call(), bound);
    }
    for (CelExpr child : Nodes.children(expr)) {
      look(child, within);
    }
  }

  private void call(CelCall call, Map<String, String> bound) {
    List<CelExpr> of = call.args();
    switch (call.function()) {
      case "_==_", "_!=_" -> {
        fact(of.get(0), bound).ifPresent(fact -> word(fact, of.get(1)));
        fact(of.get(1), bound).ifPresent(fact -> word(fact, of.get(0)));
      }
      case "@in" -> {
        fact(of.get(1), bound).ifPresent(fact -> word(fact, of.get(0)));
        if (of.get(1).getKind() == Kind.LIST) {
          fact(of.get(0), bound)
              .ifPresent(fact -> of.get(1).list().elements().forEach(each -> word(fact, each)));
        }
      }
      case "paid" -> paid(of.get(0));
      default -> {
        // Nothing is known of what else compares.
      }
    }
  }

  /** What an expression reads, by the last part of its name. */
  private static Optional<String> fact(CelExpr expr, Map<String, String> bound) {
    return switch (expr.getKind()) {
      case IDENT -> {
        String name = expr.ident().name();
        yield Optional.of(bound.getOrDefault(name, name).replaceAll("^.*\\.", ""));
      }
      case SELECT -> Optional.of(expr.select().field());
      case CALL -> Optional.of(Facts.VOTE_BY).filter(fact -> Followed.asksFor(expr));
      default -> Optional.empty();
    };
  }

  private void word(String fact, CelExpr expr) {
    Optional<String> written = text(expr);
    if (written.isEmpty()) {
      return;
    }
    String word = written.get();
    switch (fact) {
      case "kind" -> oneOf(expr, word, "an effect's kind", names(Effect.Kind.values()));
      case "supports" -> oneOf(expr, word, "what a governor counts", names(Support.values()));
      case Facts.VOTE_BY -> {
        if (!word.isEmpty() && !word.equals(FactValues.SEVERAL)) {
          oneOf(expr, word, "how somebody votes", names(Support.values()));
        }
      }
      case "verdict" -> oneOf(expr, word, "text.verdict", VERDICTS);
      default -> {
        if (ADDRESSES.contains(fact)) {
          address(fact, expr, word);
        }
      }
    }
  }

  private void oneOf(CelExpr expr, String word, String what, List<String> known) {
    if (!known.contains(word)) {
      tell(
          expr,
          what + " is never '" + word + "'; known: " + String.join(", ", known),
          Names.nearest(word.toLowerCase(Locale.ROOT), known)
              .map(near -> "Did you mean '" + near + "'?")
              .orElse("Compare it with one of those."));
    }
  }

  private void address(String fact, CelExpr expr, String word) {
    boolean other =
        (fact.equals("token") && (word.equals(FactValues.NATIVE) || word.isEmpty()))
            || (Set.of("from", "to").contains(fact) && word.isEmpty());
    if (isAddress(word) && !word.equals(word.toLowerCase(Locale.ROOT))) {
      tell(
          expr,
          "addresses are lower case in facts, so nothing equals '" + word + "'",
          "Write '" + word.toLowerCase(Locale.ROOT) + "'.");
    } else if (!isAddress(word) && !other) {
      tell(expr, "'" + word + "' is no address, so nothing equals it", NO_ADDRESS);
    }
  }

  private void paid(CelExpr token) {
    text(token)
        .filter(word -> !isAddress(word) && !word.equalsIgnoreCase(FactValues.NATIVE))
        .ifPresent(
            word ->
                tell(
                    token,
                    "'" + word + "' is no token's address, and what is paid in it is always 0",
                    NO_ADDRESS));
  }

  private void tell(CelExpr expr, String what, String next) {
    told.of(positions.getOrDefault(expr.id(), 0), what, next);
  }

  private static boolean isAddress(String word) {
    return word.matches("0[xX][0-9a-fA-F]{40}");
  }

  private static List<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
  }

  private static Optional<String> text(CelExpr expr) {
    return expr.getKind() == Kind.CONSTANT
            && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? Optional.of(expr.constant().stringValue())
        : Optional.empty();
  }
}
