package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.prytany.governance.effects.Grouped;
import org.prytany.governance.findings.Verdict;
import org.prytany.spi.Address;
import org.prytany.spi.Claim;
import org.prytany.spi.Token;

/**
 * A made-up proposal of which it is known what it asks for: sentences, lists, totals, repetitions,
 * named and unnamed payees, and calls that pay just that, or something else.
 */
final class World {

  private static final List<Token> TOKENS = List.of(Calls.USDC, Calls.DAI, Calls.WETH);
  private static final int[] AMOUNTS = {5, 10, 15, 20, 25, 30, 40, 50, 60, 100, 250};

  /** One payment by the calls. */
  record Paid(Token token, BigDecimal amount, Address to) {}

  private final Random random;
  private final StringBuilder text = new StringBuilder();
  private final Map<String, BigDecimal> asked = new TreeMap<>();
  private final List<Paid> honest = new ArrayList<>();
  private final List<Address> unnamed = new ArrayList<>();
  private int accounts;

  private World(long seed) {
    this.random = new Random(seed);
  }

  /** A world whose text names no account, or names some. */
  static World of(long seed, boolean named) {
    World world = new World(seed);
    Token token = world.pick(TOKENS);
    int kind = world.random.nextInt(named ? 6 : 4);
    switch (kind) {
      case 0 -> world.sentences(token);
      case 1 -> world.list(token, false);
      case 2 -> world.list(token, true);
      case 3 -> world.shared(token);
      case 4 -> world.each(token);
      default -> world.byName(token);
    }
    if (world.random.nextInt(4) == 0) {
      world.text.append("\n\nThe report will be public, and nobody is paid for it.\n");
    }
    return world;
  }

  private <T> T pick(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private BigDecimal amount() {
    return BigDecimal.valueOf(1_000L * AMOUNTS[random.nextInt(AMOUNTS.length)]);
  }

  /** Amounts none of which is another one, or the sum of others. */
  private List<BigDecimal> amounts(int count) {
    List<BigDecimal> amounts = new ArrayList<>();
    long unit = 1_000L * (1 + random.nextInt(9));
    for (int i = 0; i < count; i++) {
      amounts.add(BigDecimal.valueOf(unit << i).add(BigDecimal.valueOf(i)));
    }
    Collections.shuffle(amounts, random);
    return amounts;
  }

  private Address account() {
    byte[] bytes = new byte[20];
    random.nextBytes(bytes);
    bytes[0] = (byte) (128 + accounts++ % 64);
    return new Address("0x" + java.util.HexFormat.of().formatHex(bytes));
  }

  private Address stranger() {
    Address stranger = account();
    unnamed.add(stranger);
    return stranger;
  }

  private String said(BigDecimal amount, Token token) {
    return Grouped.of(amount) + " " + token.symbol().orElseThrow();
  }

  private void ask(Token token, BigDecimal amount) {
    asked.merge(token.symbol().orElseThrow(), amount, BigDecimal::add);
  }

  private void pay(Token token, BigDecimal amount, Address to) {
    honest.add(new Paid(token, amount, to));
  }

  private void sentences(Token token) {
    List<BigDecimal> amounts = amounts(1 + random.nextInt(4));
    for (BigDecimal amount : amounts) {
      text.append("The guild asks for ").append(said(amount, token)).append(" for its work. ");
      ask(token, amount);
      pay(token, amount, stranger());
    }
    if (amounts.size() == 1 && random.nextBoolean()) {
      text.insert(0, "# A grant of " + said(amounts.getFirst(), token) + "\n\n");
    }
  }

  private void list(Token token, boolean total) {
    text.append("This is the budget:\n\n");
    int lines = 2 + random.nextInt(4);
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < lines; i++) {
      BigDecimal amount = amount();
      text.append("- item ").append((char) ('a' + i)).append(": ").append(said(amount, token));
      text.append('\n');
      sum = sum.add(amount);
      pay(token, amount, stranger());
    }
    if (total) {
      text.append("\nTotal: ").append(said(sum, token)).append('\n');
    }
    if (random.nextInt(3) == 0) {
      honest.clear();
      pay(token, sum, stranger());
    }
    ask(token, sum);
  }

  /** One total that several share. */
  private void shared(Token token) {
    BigDecimal total = amount().multiply(BigDecimal.valueOf(3));
    text.append("We ask for ").append(said(total, token)).append(" for the whole team.");
    ask(token, total);
    BigDecimal first = total.divideToIntegralValue(BigDecimal.valueOf(2 + random.nextInt(3)));
    pay(token, first, stranger());
    pay(token, total.subtract(first), stranger());
  }

  private void each(Token token) {
    BigDecimal amount = amount();
    int members = 2 + random.nextInt(3);
    List<String> named = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      Address member = account();
      named.add(member.hex());
      pay(token, amount, member);
      ask(token, amount);
    }
    text.append("These get ").append(said(amount, token)).append(" each: ");
    text.append(named.stream().collect(Collectors.joining(", "))).append('.');
  }

  private void byName(Token token) {
    for (BigDecimal amount : amounts(1 + random.nextInt(4))) {
      Address payee = account();
      text.append("We pay ").append(said(amount, token)).append(" to ").append(payee.hex());
      text.append(".\n");
      ask(token, amount);
      pay(token, amount, payee);
    }
  }

  String text() {
    return text.toString();
  }

  /** Sentences of a world in other languages, in the order of {@link #ENGLISH}. */
  private static final List<List<String>> TRANSLATED =
      List.of(
          List.of(
              "El gremio de la casa pide ",
              " por su trabajo en los puentes. ",
              "# Una ayuda de ",
              "Este es el presupuesto para el año:",
              "- parte ",
              "Total de los gastos: ",
              "Pedimos para el equipo la suma de ",
              " para todo el equipo.",
              "Estos socios reciben ",
              " cada uno: ",
              "Pagamos por este trabajo ",
              " a la cuenta de ",
              "El informe es para todos y no se paga por ello."),
          List.of(
              "Die Gilde bittet für das Haus um ",
              " für ihre Arbeit an den Brücken. ",
              "# Eine Hilfe von ",
              "Das ist der Plan für das Jahr:",
              "- Teil ",
              "Summe der Ausgaben: ",
              "Wir bitten für die Gruppe um ",
              " für die ganze Gruppe.",
              "Diese Mitglieder erhalten je ",
              " für sich: ",
              "Wir zahlen für diese Arbeit ",
              " an das Konto von ",
              "Der Bericht ist für alle und wird nicht bezahlt."),
          List.of(
              "协会申请 ",
              " 用于修桥。",
              "# 资助 ",
              "这是预算：",
              "- 项目 ",
              "总计：",
              "我们申请 ",
              " 给整个团队。",
              "他们每人得到 ",
              "：",
              "我们支付 ",
              " 给 ",
              "报告公开，没有人为此得到报酬。"));

  private static final List<String> ENGLISH =
      List.of(
          "The guild asks for ",
          " for its work. ",
          "# A grant of ",
          "This is the budget:",
          "- item ",
          "Total: ",
          "We ask for ",
          " for the whole team.",
          "These get ",
          " each: ",
          "We pay ",
          " to ",
          "The report will be public, and nobody is paid for it.");

  /** The same amounts and accounts in other words. */
  String translated(int language) {
    String text = text();
    for (int i = 0; i < ENGLISH.size(); i++) {
      text = text.replace(ENGLISH.get(i), TRANSLATED.get(language % TRANSLATED.size()).get(i));
    }
    return text;
  }

  List<Paid> honest() {
    return List.copyOf(honest);
  }

  /** Whether payments take more of a token than the text asks for. */
  boolean exceeds(List<Paid> payments) {
    Map<String, BigDecimal> paid = new TreeMap<>();
    payments.forEach(
        each -> paid.merge(each.token().symbol().orElseThrow(), each.amount(), BigDecimal::add));
    return paid.entrySet().stream()
        .anyMatch(
            each ->
                each.getValue().compareTo(asked.getOrDefault(each.getKey(), BigDecimal.ZERO)) > 0);
  }

  /** Payments of amounts that the text has, and of sums of them, to further accounts. */
  List<Paid> dishonest() {
    List<Paid> payments = new ArrayList<>(honest);
    List<BigDecimal> written =
        PlainReader.claims(text()).stream()
            .filter(Claim.Payment.class::isInstance)
            .map(claim -> ((Claim.Payment) claim).amount())
            .toList();
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      BigDecimal amount = pick(written);
      if (random.nextInt(3) == 0) {
        amount = amount.add(pick(written));
      } else if (random.nextInt(3) == 0) {
        amount = amount.divideToIntegralValue(BigDecimal.TWO).max(BigDecimal.ONE);
      }
      payments.add(new Paid(pick(honest).token(), amount, stranger()));
      if (random.nextInt(4) == 0) {
        payments.remove(random.nextInt(payments.size()));
      }
    }
    return payments;
  }

  /** The same payments, unnamed accounts exchanged, in another order. */
  List<Paid> exchanged(List<Paid> payments) {
    List<Address> others = new ArrayList<>(unnamed);
    Collections.shuffle(others, random);
    Map<Address, Address> to = new TreeMap<>();
    for (int i = 0; i < unnamed.size(); i++) {
      to.put(unnamed.get(i), random.nextBoolean() ? others.get(i) : account());
    }
    // Nobody is given to two.
    if (to.values().stream().distinct().count() < to.size()) {
      to.replaceAll((from, old) -> account());
    }
    List<Paid> exchanged = new ArrayList<>();
    payments.forEach(
        paid ->
            exchanged.add(
                new Paid(paid.token(), paid.amount(), to.getOrDefault(paid.to(), paid.to()))));
    Collections.shuffle(exchanged, random);
    return exchanged;
  }

  Verdict verdict(List<Paid> payments) {
    return verdict(payments, PlainReader.claims(text()));
  }

  Verdict verdict(List<Paid> payments, List<Claim> claims) {
    Calls calls = Calls.under(text());
    payments.forEach(paid -> calls.pay(paid.token(), paid.amount().toPlainString(), paid.to()));
    return calls.compared(Calls.DAO, claims);
  }

  Random random() {
    return random;
  }
}
