package org.prytany.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.prytany.spi.Address;

/**
 * The accounts whose votes a condition asks for: {@code vote_by['0x...']}. The host has to be told
 * them before, so each is written out.
 */
final class Followed {

  private static final String INDEX = "_[_]";

  private Followed() {}

  /**
   * @param wrong told where the fact is read otherwise, and what is wrong with that
   */
  static Set<Address> in(CelAbstractSyntaxTree checked, BiConsumer<Integer, String> wrong) {
    Set<Address> accounts = new TreeSet<>();
    look(
        checked.getExpr(),
        accounts,
        (expr, what) ->
            wrong.accept(checked.getSource().getPositionsMap().getOrDefault(expr.id(), 0), what));
    return accounts;
  }

  private static void look(CelExpr expr, Set<Address> accounts, BiConsumer<CelExpr, String> wrong) {
    if (asksFor(expr)) {
      account(expr.call().args().get(1), accounts, wrong);
      return;
    }
    if (isFact(expr)) {
      wrong.accept(expr, "'" + Facts.VOTE_BY + "' is read with an account alone");
    }
    Nodes.children(expr).forEach(child -> look(child, accounts, wrong));
  }

  /** Whether an expression is the vote of one account. */
  static boolean asksFor(CelExpr expr) {
    return expr.getKind() == Kind.CALL
        && expr.call().function().equals(INDEX)
        && isFact(expr.call().args().getFirst());
  }

  private static boolean isFact(CelExpr expr) {
    return expr.getKind() == Kind.IDENT && expr.ident().name().equals(Facts.VOTE_BY);
  }

  private static void account(
      CelExpr written, Set<Address> accounts, BiConsumer<CelExpr, String> wrong) {
    boolean text =
        written.getKind() == Kind.CONSTANT
            && written.constant().getKind() == CelConstant.Kind.STRING_VALUE;
    if (text && written.constant().stringValue().matches("0x[0-9a-f]{40}")) {
      accounts.add(new Address(written.constant().stringValue()));
    } else {
      wrong.accept(
          written,
          "an account is written out where its vote is asked for, in lower case and quotes");
    }
  }
}
