package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.governance.comparison.Calls.ALICE;
import static org.prytany.governance.comparison.Calls.BOB;
import static org.prytany.governance.comparison.Calls.GOVERNOR;
import static org.prytany.governance.comparison.Calls.address;
import static org.prytany.governance.comparison.Calls.under;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.simulation.ActionDecoder;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.DecodedAction.Manner;
import org.prytany.spi.Effect;

/** Calls of functions that nobody knows, and texts that say all of them, or nearly all. */
class SpelledCallsTest {

  private static final Address VAULT = address(0xa7);
  private static final String SELECTOR = "0xb95de2d6";
  private static final String SIGNATURE = "admit(address,uint256)";
  private static final String TEXT =
      "The DAO calls `admit(address member, uint256 seats)` at "
          + VAULT
          + " with "
          + ALICE
          + " and 25 seats.\n";

  private static String word(Address account) {
    return "0".repeat(24) + account.hex().substring(2);
  }

  private static String word(long number) {
    return String.format("%064x", number);
  }

  private static DecodedAction call(
      Address target, long value, String data, Manner manner, Optional<String> signature) {
    return new DecodedAction(
        0,
        target,
        BigInteger.valueOf(value),
        data,
        Optional.empty(),
        List.of(),
        "",
        List.of(),
        manner,
        signature.map(name -> ActionDecoder.SPELLED_BY_TEXT + name));
  }

  private static Verdict judged(String text, DecodedAction call) {
    return under(text)
        .unknown(call)
        .effect(Effect.Kind.UNKNOWN_CALL, call.target(), call.target(), SELECTOR, "")
        .compared();
  }

  private static Verdict judged(String text, String words) {
    return judged(text, call(VAULT, 0, SELECTOR + words, Manner.CALL, Optional.of(SIGNATURE)));
  }

  private static List<String> red(Verdict verdict) {
    return verdict.findings().stream()
        .filter(finding -> finding.severity() == Finding.Severity.RED)
        .map(Finding::code)
        .toList();
  }

  @Test
  void whatIsSpelledOutWholeIsAmber() {
    Verdict verdict = judged(TEXT, word(ALICE) + word(25));

    assertThat(verdict.blocked()).isFalse();
    assertThat(verdict.findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.code()).isEqualTo("CALL_SPELLED_OUT");
              assertThat(finding.severity()).isEqualTo(Finding.Severity.AMBER);
              assertThat(finding.text()).contains(SIGNATURE).contains(VAULT.hex());
            });
  }

  @Test
  void anotherAccountOrNumberThanTheTextSaysIsRed() {
    assertThat(red(judged(TEXT, word(BOB) + word(25)))).contains("UNEXPLAINED_CALL");
    assertThat(red(judged(TEXT, word(ALICE) + word(250)))).contains("UNEXPLAINED_CALL");
  }

  @Test
  void aContractThatTheTextDoesNotNameIsRed() {
    String text = TEXT.replace(VAULT.hex(), "the vault");

    assertThat(red(judged(text, word(ALICE) + word(25)))).contains("UNEXPLAINED_CALL");
  }

  @Test
  void theDaosOwnContractsAreNeverCalledByAnAuthorsWord() {
    DecodedAction own =
        call(GOVERNOR, 0, SELECTOR + word(ALICE) + word(25), Manner.CALL, Optional.of(SIGNATURE));

    assertThat(red(judged(TEXT + GOVERNOR, own))).contains("UNEXPLAINED_CALL");
  }

  @Test
  void bytesThatNoWordsCoverAreRed() {
    // Bytes behind the arguments, and fewer than the signature takes.
    assertThat(red(judged(TEXT, word(ALICE) + word(25) + word(BOB)))).contains("UNEXPLAINED_CALL");
    assertThat(red(judged(TEXT, word(ALICE)))).contains("UNEXPLAINED_CALL");
    // Packed bytes may hold anything.
    DecodedAction packed =
        call(
            VAULT,
            0,
            SELECTOR + word(32) + word(25),
            Manner.CALL,
            Optional.of("admit(bytes,uint256)"));
    assertThat(red(judged(TEXT + "admit(bytes x, uint256 y) 32", packed)))
        .contains("UNEXPLAINED_CALL");
    // An account with something before it.
    String dirty = "1" + word(ALICE).substring(1);
    assertThat(red(judged(TEXT, dirty + word(25)))).contains("UNEXPLAINED_CALL");
  }

  @Test
  void coinAndLentAuthorityAreNotCovered() {
    Optional<String> known = Optional.of(SIGNATURE);
    String data = SELECTOR + word(ALICE) + word(25);

    assertThat(red(judged(TEXT, call(VAULT, 1, data, Manner.CALL, known))))
        .contains("UNEXPLAINED_CALL");
    assertThat(red(judged(TEXT, call(VAULT, 0, data, Manner.DELEGATECALL, known))))
        .contains("UNEXPLAINED_CALL");
  }

  @Test
  void whatTheTextRulesOutOrHidesIsRed() {
    String words = word(ALICE) + word(25);

    assertThat(red(judged(TEXT.replace("The DAO calls", "The DAO does not call"), words)))
        .contains("UNEXPLAINED_CALL");
    assertThat(red(judged("<!-- " + TEXT.strip() + " -->\nA better vault.", words)))
        .contains("UNEXPLAINED_CALL");
    // A selector alone, which no signature of the text has.
    assertThat(red(judged(TEXT, call(VAULT, 0, SELECTOR + words, Manner.CALL, Optional.empty()))))
        .contains("UNEXPLAINED_CALL");
  }

  /** Functions of other multisigs and voting contracts, which no table has. */
  @Test
  void whatRunsSomethingByItsNumberIsRed() {
    for (String name :
        List.of("confirmTransaction", "executeTransaction", "executeVote", "runJob")) {
      String text =
          "The DAO calls `"
              + name
              + "(uint256 id)` at "
              + VAULT
              + " for 42, which ends the season.";
      DecodedAction call =
          call(VAULT, 0, SELECTOR + word(42), Manner.CALL, Optional.of(name + "(uint256)"));

      assertThat(red(judged(text, call))).as(name).contains("UNEXPLAINED_CALL");
    }
    String text = "The DAO calls `runs(uint256 seats)` at " + VAULT + " with 42 seats.";
    DecodedAction other =
        call(VAULT, 0, SELECTOR + word(42), Manner.CALL, Optional.of("runs(uint256)"));
    assertThat(red(judged(text, other))).isEmpty();
  }

  private static Verdict known(String function, String subject) {
    DecodedAction call =
        new DecodedAction(
            0,
            VAULT,
            BigInteger.ZERO,
            SELECTOR + word(25),
            Optional.of(function),
            List.of(),
            "",
            List.of(),
            Manner.CALL,
            Optional.of("bundled: Safe (LGPL-3.0)"));
    return under("The DAO calls `" + function + "` at " + VAULT + " with 25.")
        .unknown(call)
        .effect(Effect.Kind.UNKNOWN_CALL, VAULT, VAULT, subject, "")
        .compared();
  }

  @Test
  void aKnownFunctionThatDoesWhateverItsArgumentSaysIsNeverCoveredByWords() {
    // Running another governor's proposal, or approving any transaction of a Safe.
    for (String function : List.of("execute(uint256)", "queue(uint256)", "approveHash(bytes32)")) {
      assertThat(red(known(function, SELECTOR))).as(function).contains("UNEXPLAINED_CALL");
    }
  }

  @Test
  void aKnownFunctionOfWhichOnlyASimulationShowsWhatItMovesMayBeSpelledOut() {
    assertThat(red(known("withdraw(uint256)", "withdraw(uint256)"))).isEmpty();
  }
}
