package org.prytany.app.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Address;

class AccountNamesTest {

  private static final Address ALICE = account(1);
  private static final Address BOB = account(2);

  private Instant now = Instant.parse("2026-11-30T00:00:00Z");
  private boolean down;
  private final Map<Address, String> registered = new HashMap<>(Map.of(ALICE, "alice.eth"));
  private final List<List<Address>> asked = new ArrayList<>();
  private final AccountNames names = new AccountNames(this::lookUp, () -> now);

  private static Address account(int number) {
    return new Address("0x" + "%040x".formatted(number));
  }

  private Map<Address, String> lookUp(long chainId, Collection<Address> accounts) {
    asked.add(List.copyOf(accounts));
    if (down) {
      throw new PrytanyException(FailureCode.CHAIN_UNAVAILABLE, "It does not answer.");
    }
    Map<Address, String> found = new HashMap<>(registered);
    found.keySet().retainAll(accounts);
    return found;
  }

  private Map<Address, String> known() {
    return names.of(1, List.of(ALICE, BOB));
  }

  @Test
  void readersAskNobodyAndSeeWhatWasLookedUp() {
    assertThat(known()).isEmpty();
    assertThat(asked).isEmpty();

    names.look(1, List.of(ALICE, BOB));

    assertThat(known()).containsExactly(Map.entry(ALICE, "alice.eth"));
    assertThat(names.of(10, List.of(ALICE))).as("of another chain").isEmpty();
    assertThat(asked).hasSize(1);
  }

  @Test
  void whatIsKnownIsNotAskedAgainUntilItsTimeIsOver() {
    names.look(1, List.of(ALICE, BOB));
    names.look(1, List.of(BOB, ALICE));
    assertThat(asked).hasSize(1);

    registered.clear();
    now = now.plus(Duration.ofHours(6));
    names.look(1, List.of(ALICE, BOB));

    assertThat(asked).hasSize(2);
    assertThat(known()).isEmpty();
  }

  @Test
  void aLookupThatFailsIsNoNameAndIsTriedAgainLater() {
    names.look(1, List.of(ALICE));
    now = now.plus(Duration.ofHours(6));
    down = true;
    names.look(1, List.of(ALICE));
    assertThat(known()).isEmpty();

    down = false;
    names.look(1, List.of(ALICE));
    assertThat(asked).as("it rests").hasSize(2);

    now = now.plus(Duration.ofMinutes(30));
    names.look(1, List.of(ALICE));
    assertThat(known()).containsValue("alice.eth");
  }

  @Test
  void whatFailsWithOneAccountKeepsNoOtherFromItsName() {
    List<Address> many = IntStream.range(100, 160).mapToObj(AccountNamesTest::account).toList();
    registered.put(many.getLast(), "last.eth");
    down = true;
    names.look(1, many);
    assertThat(asked).as("a chain that does not answer is not asked on and on").hasSize(1);

    down = false;
    names.look(1, many);

    assertThat(names.of(1, many)).containsValue("last.eth");
    assertThat(asked.subList(1, asked.size()).stream().flatMap(List::stream))
        .doesNotContainAnyElementsOf(asked.getFirst());
  }

  @Test
  void aTurnAsksForSomeAndTheNextOneForOthersAndOnlySoManyAreKept() {
    List<Address> many = IntStream.range(0, 10_400).mapToObj(AccountNamesTest::account).toList();
    for (int from = 0; from < many.size(); from += 200) {
      names.look(1, many.subList(from, many.size()));
    }
    assertThat(asked.stream().mapToInt(List::size).sum()).isEqualTo(many.size());
    assertThat(asked.stream().mapToInt(List::size)).allMatch(size -> size <= 25);

    asked.clear();
    names.look(1, many.subList(400, many.size()));
    assertThat(asked).isEmpty();
    names.look(1, many.subList(0, 400));
    assertThat(asked.stream().mapToInt(List::size).sum()).isEqualTo(200);
  }
}
