package org.prytany.governance.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.prytany.governance.comparison.World.Paid;
import org.prytany.governance.findings.Verdict;
import org.prytany.spi.Claim;

/**
 * What has to hold for every text and all calls, over made-up ones. {@code -Dprytany.worlds=100000}
 * plays the long form.
 */
class WorldsTest {

  private static final int WORLDS = Integer.getInteger("prytany.worlds", 1_000);

  private static void play(LongConsumer world) {
    for (long seed = 0; seed < WORLDS; seed++) {
      world.accept(seed);
    }
  }

  private static String said(World world, List<Paid> payments) {
    return world.text() + "\n" + payments;
  }

  @Test
  void whatIsAskedForAndPaidIsNotBlocked() {
    play(
        seed -> {
          World world = World.of(seed, true);

          assertThat(world.verdict(world.honest()).blocked())
              .as("%s: %s", seed, said(world, world.honest()))
              .isFalse();
        });
  }

  @Test
  void whatIsPaidNeverExceedsWhatIsAskedFor() {
    int[] exceeding = {0};
    play(
        seed -> {
          World world = World.of(seed, true);
          List<Paid> payments = world.dishonest();
          if (world.exceeds(payments)) {
            exceeding[0]++;
            assertThat(world.verdict(payments).blocked())
                .as("%s: %s", seed, said(world, payments))
                .isTrue();
          }
        });
    assertThat(exceeding[0]).as("worlds that pay more").isGreaterThan(WORLDS / 2);
  }

  @Test
  void neitherTheAddressesOfUnnamedPayeesNorTheOrderOfCallsDecide() {
    play(
        seed -> {
          World world = World.of(seed, true);
          List<Paid> payments = world.random().nextBoolean() ? world.honest() : world.dishonest();
          List<Paid> exchanged = world.exchanged(payments);

          assertThat(findings(world.verdict(exchanged)))
              .as("%s: %s", seed, said(world, payments))
              .isEqualTo(findings(world.verdict(payments)));
        });
  }

  /** All that a reader is told, without the accounts. */
  private static List<String> findings(Verdict verdict) {
    return verdict.findings().stream()
        .map(
            finding ->
                finding.severity()
                    + " "
                    + finding.code()
                    + " "
                    + finding.text().replaceAll("0x[0-9a-f]{40}", "0x"))
        .sorted()
        .toList();
  }

  @Test
  void aFurtherPaymentBeyondWhatIsAskedForNeverUnblocks() {
    play(
        seed -> {
          World world = World.of(seed, true);
          List<Paid> payments = world.dishonest();
          List<Paid> more = new ArrayList<>(payments);
          more.add(world.dishonest().getLast());
          if (world.exceeds(more) && world.verdict(payments).blocked()) {
            assertThat(world.verdict(more).blocked())
                .as("%s: %s", seed, said(world, more))
                .isTrue();
          }
        });
  }

  /** Where a total and its parts are gone, other readings are possible: single requests here. */
  @Test
  void aRequestLessNeverUnblocks() {
    play(
        seed -> {
          World world = World.of(seed, false);
          List<Paid> payments = world.dishonest();
          List<Claim> claims = new ArrayList<>(PlainReader.claims(world.text()));
          if (!world.text().contains("- ") && world.verdict(payments, claims).blocked()) {
            claims.remove(world.random().nextInt(claims.size()));
            assertThat(world.verdict(payments, claims).blocked())
                .as("%s: %s", seed, said(world, payments))
                .isTrue();
          }
        });
  }

  /** What is paid to whom is judged in any language; nobody is called dishonest for it. */
  @Test
  void otherWordsAroundAmountsAndAccountsNeverMakeADifference() {
    play(
        seed -> {
          World world = World.of(seed, true);
          List<Paid> payments = world.random().nextBoolean() ? world.honest() : world.dishonest();
          Calls english = calls(world.text(), payments);
          Calls translated = calls(world.translated((int) seed), payments);

          if (kind(english) != Agreement.Kind.DIFFERS) {
            assertThat(kind(translated)).as(translated.text()).isNotEqualTo(Agreement.Kind.DIFFERS);
          }
          if (world.exceeds(payments)) {
            assertThat(verdict(translated).blocked()).as(translated.text()).isTrue();
          }
        });
  }

  private static Calls calls(String text, List<Paid> payments) {
    Calls calls = Calls.under(text);
    payments.forEach(
        paid ->
            calls
                .pay(paid.token(), paid.amount().toPlainString(), paid.to())
                .decoded(
                    paid.token().contract().orElseThrow(),
                    "transfer(address,uint256)",
                    List.of(),
                    paid.to().hex()));
    return calls;
  }

  private static Verdict verdict(Calls calls) {
    return new TextCheck(ClaimCheck.standard())
        .compare(Calls.DAO, calls.content(), calls.report(), List.of());
  }

  private static Agreement.Kind kind(Calls calls) {
    return Agreement.of(verdict(calls), calls.text(), calls.report().actions()).kind();
  }
}
