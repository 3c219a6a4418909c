package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prytany.governance.findings.Verdict;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;

/**
 * Texts that turn down, in boxes, rows, options, footnotes, later sections and many languages, what
 * their calls do all the same; and honest ones that look like them.
 */
class TurnedDownTextsTest {

  private static final String FILE = "turned-down.txt";
  private static final int LANGUAGES = 12;

  private record Case(String expected, String language, String name, String calls, String text) {

    static Case of(String written) {
      String[] parts = written.split("\n", 2);
      String[] head = parts[0].split("[ ,:]", 3);
      int calls = head[2].lastIndexOf(": ");
      return new Case(
          head[0],
          head[1],
          head[2].substring(0, calls).strip(),
          head[2].substring(calls + 2),
          named(parts[1].strip()));
    }

    private static String named(String text) {
      String named = text;
      for (String letter : List.of("A", "B", "V", "W")) {
        named = named.replace("{" + letter + "}", account(letter).hex());
      }
      return named;
    }

    Calls made() {
      Calls made = Calls.under(text);
      for (String call : calls.split("; ", -1)) {
        String[] words = call.strip().split(" ", -1);
        switch (words[0]) {
          case "pay" -> {
            made.pay(Calls.USDC, words[1], account(words[2]));
            decoded(made, Calls.USDC_AT, account(words[2]).hex());
          }
          case "owner" -> {
            made.effect(Effect.Kind.OWNERSHIP, account(words[1]), account(words[2]), "owner", "");
            decoded(made, account(words[1]), account(words[2]).hex());
          }
          case "role" -> {
            made.effect(
                Effect.Kind.ROLE_GRANTED, account(words[1]), account(words[2]), words[3], "");
            decoded(made, account(words[1]), account(words[2]).hex());
          }
          default -> {
            made.setOn(account(words[1]), words[2], words[3]);
            decoded(made, account(words[1]), words[3]);
          }
        }
      }
      return made;
    }

    private static void decoded(Calls made, Address target, String argument) {
      made.decoded(target, "f(bytes32)", List.of(), argument);
    }

    private static Address account(String letter) {
      return switch (letter) {
        case "A" -> Calls.ALICE;
        case "B" -> Calls.BOB;
        case "V" -> Calls.address(0x5a);
        default -> Calls.address(0x5b);
      };
    }

    @Override
    public String toString() {
      return language + ", " + name;
    }
  }

  private static List<Case> cases() throws IOException {
    try (InputStream file = TurnedDownTextsTest.class.getResourceAsStream(FILE)) {
      String all = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(all.split("(?m)^#### ")).skip(1).map(Case::of).toList();
    }
  }

  private static Stream<Case> hostile() throws IOException {
    return cases().stream().filter(each -> !each.expected().equals("agrees"));
  }

  private static Stream<Case> honest() throws IOException {
    return cases().stream().filter(each -> each.expected().equals("agrees"));
  }

  private static Verdict verdict(Calls calls) {
    return new TextCheck(ClaimCheck.standard())
        .compare(Calls.DAO, calls.content(), calls.report(), List.of());
  }

  private static Agreement.Kind kind(Calls calls) {
    return Agreement.of(verdict(calls), calls.text(), calls.report().actions()).kind();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void whatIsTurnedDownIsNotAgreedWith(Case each) {
    Calls calls = each.made();

    assertThat(kind(calls)).isNotEqualTo(Agreement.Kind.AGREES);
    if (each.expected().equals("red")) {
      assertThat(verdict(calls).blocked()).isTrue();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("honest")
  void whatIsAskedForIsAgreedWith(Case each) {
    Calls calls = each.made();

    assertThat(kind(calls))
        .as(verdict(calls).findings().toString())
        .isEqualTo(Agreement.Kind.AGREES);
    assertThat(verdict(calls).blocked()).isFalse();
  }

  @Test
  void theTextsAreManyAndInManyLanguages() throws IOException {
    assertThat(hostile()).hasSizeGreaterThan(30);
    assertThat(hostile().map(Case::language).distinct()).hasSizeGreaterThan(LANGUAGES);
  }
}
