package org.prytany.chain.writes;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.writes.Writes.Account;
import org.prytany.chain.writes.Writes.Change;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;
import org.prytany.spi.StateDifference.Unread;

/** What effects explain of made-up writes. */
class ExplainedWritesTest {
  private static final Address TOKEN = account(1);
  private static final Address ALICE = account(2);
  private static final Address BOB = account(3);
  private static final BigInteger FIVE = BigInteger.valueOf(5);
  private static final Writes NOTHING = new Writes(Map.of());

  private final Map<BigInteger, Change> slots = new HashMap<>();

  private static Address account(int number) {
    return new Address("0x%040x".formatted(number));
  }

  private static BigInteger hash(String... words) {
    return new BigInteger(
        AbiBytes.keccak(AbiBytes.parse("0x" + String.join("", words))).substring(2), 16);
  }

  private static String word(long number) {
    return AbiBytes.word(BigInteger.valueOf(number));
  }

  private static Effect effect(
      Effect.Kind kind, Address from, Address to, long amount, String subject) {
    return new Effect(
        kind,
        TOKEN,
        Optional.ofNullable(from.equals(Address.ZERO) ? null : from),
        Optional.ofNullable(to.equals(Address.ZERO) ? null : to),
        Optional.empty(),
        BigInteger.valueOf(amount),
        subject,
        "");
  }

  private static Effect transfer(Address from, Address to, long amount) {
    return effect(Effect.Kind.TRANSFER, from, to, amount, "");
  }

  private void write(BigInteger slot, long before, long after) {
    slots.put(slot, new Change(BigInteger.valueOf(before), BigInteger.valueOf(after)));
  }

  private Writes writes() {
    return new Writes(Map.of(TOKEN, new Account(Optional.empty(), false, false, false, slots)));
  }

  private List<Unread> left(Effect... effects) {
    return ExplainedWrites.leftOver(writes(), List.of(effects), Set.of(), NOTHING, Map.of());
  }

  private void balances(long place) {
    write(hash(AbiBytes.word(ALICE), word(place)), 100, 95);
    write(hash(AbiBytes.word(BOB), word(place)), 0, 5);
  }

  @Test
  void balancesAreFoundInWhateverMappingTheyAre() {
    for (long place : new long[] {0, 9, 51, 301}) {
      slots.clear();
      balances(place);
      assertThat(left(transfer(ALICE, BOB, 5))).isEmpty();
    }
  }

  @Test
  void vyperHashesTheSlotFirst() {
    write(hash(word(2), AbiBytes.word(ALICE)), 100, 95);
    write(hash(word(2), AbiBytes.word(BOB)), 0, 5);

    assertThat(left(transfer(ALICE, BOB, 5))).isEmpty();
  }

  @Test
  void namespacedStorageIsFound() {
    String place = AbiBytes.word(Layout.namespace("ERC20"));
    // As OpenZeppelin's ERC20Upgradeable states it.
    assertThat(place).isEqualTo("52c63247e1f47db19d5ce0460030c497f067ca4cebf71ba98eeadabe20bace00");
    write(hash(AbiBytes.word(ALICE), place), 100, 95);
    write(hash(AbiBytes.word(BOB), place), 0, 5);

    assertThat(left(transfer(ALICE, BOB, 5))).isEmpty();
  }

  @Test
  void anotherAmountThanTheEffectIsNotExplained() {
    write(hash(AbiBytes.word(ALICE), word(0)), 100, 94);
    write(hash(AbiBytes.word(BOB), word(0)), 0, 5);

    assertThat(left(transfer(ALICE, BOB, 5)))
        .containsExactly(
            new Unread(TOKEN, 1, List.of("a transfer of it is told that no write shows")));
  }

  @Test
  void aTransferExplainsOneMappingOnly() {
    balances(0);
    balances(1);

    assertThat(left(transfer(ALICE, BOB, 5))).extracting(Unread::values).containsExactly(2);
  }

  @Test
  void balancesOfTwoHoldersLieInOneMapping() {
    write(hash(AbiBytes.word(ALICE), word(0)), 100, 95);
    write(hash(AbiBytes.word(BOB), word(1)), 0, 5);

    assertThat(left(transfer(ALICE, BOB, 5))).extracting(Unread::values).containsExactly(1);
  }

  @Test
  void aTransferThatNoWriteShowsIsTold() {
    assertThat(
            ExplainedWrites.leftOver(
                NOTHING, List.of(transfer(ALICE, BOB, 5)), Set.of(), NOTHING, Map.of()))
        .containsExactly(
            new Unread(TOKEN, 0, List.of("a transfer of it is told that no write shows")));
  }

  @Test
  void mintingExplainsTheSupplyUnlessTwoValuesGrow() {
    write(hash(AbiBytes.word(BOB), word(0)), 0, 5);
    write(BigInteger.TWO, 1000, 1005);
    assertThat(left(transfer(Address.ZERO, BOB, 5))).isEmpty();

    write(BigInteger.TEN, 0, 5);
    assertThat(left(transfer(Address.ZERO, BOB, 5))).extracting(Unread::values).containsExactly(2);
  }

  @Test
  void anAllowanceIsExplainedByItsValue() {
    BigInteger slot = hash(AbiBytes.word(BOB), AbiBytes.word(hash(AbiBytes.word(ALICE), word(1))));
    write(slot, 0, 5);
    assertThat(left(effect(Effect.Kind.ALLOWANCE, ALICE, BOB, 5, ""))).isEmpty();
    assertThat(left(effect(Effect.Kind.ALLOWANCE, ALICE, BOB, 4, ""))).hasSize(1);
    assertThat(left(effect(Effect.Kind.ALLOWANCE, BOB, ALICE, 5, ""))).hasSize(1);
  }

  @Test
  void anAllowanceGetsLessByWhatIsPaidAndNeverMore() {
    BigInteger slot = hash(AbiBytes.word(BOB), AbiBytes.word(hash(AbiBytes.word(ALICE), word(1))));
    balances(0);
    write(slot, 9, 4);
    assertThat(left(transfer(ALICE, BOB, 5))).isEmpty();
    write(slot, 4, 9);
    assertThat(left(transfer(ALICE, BOB, 5))).hasSize(1);
    write(slot, 9, 3);
    assertThat(left(transfer(ALICE, BOB, 5))).hasSize(1);
  }

  @Test
  void aRoleIsExplainedByItsNameAndMember() {
    String role = AbiBytes.topic("MINTER_ROLE").substring(2);
    BigInteger slot = hash(AbiBytes.word(BOB), AbiBytes.word(hash(role, word(0))));
    write(slot, 0, 1);
    assertThat(left(effect(Effect.Kind.ROLE_GRANTED, Address.ZERO, BOB, 0, "MINTER_ROLE")))
        .isEmpty();
    assertThat(left(effect(Effect.Kind.ROLE_GRANTED, Address.ZERO, BOB, 0, "PAUSER_ROLE")))
        .hasSize(1);
    assertThat(left(effect(Effect.Kind.ROLE_GRANTED, Address.ZERO, ALICE, 0, "MINTER_ROLE")))
        .hasSize(1);
    assertThat(left(effect(Effect.Kind.ROLE_REVOKED, Address.ZERO, BOB, 0, "MINTER_ROLE")))
        .hasSize(1);
  }

  @Test
  void anOwnerIsExplainedAlsoBesideOtherValuesOfItsWord() {
    BigInteger flag = BigInteger.ONE.shiftLeft(168);
    slots.put(
        FIVE,
        new Change(
            flag.or(Layout.number(ALICE).shiftLeft(8)), flag.or(Layout.number(BOB).shiftLeft(8))));
    assertThat(left(effect(Effect.Kind.OWNERSHIP, ALICE, BOB, 0, ""))).isEmpty();
    assertThat(left(effect(Effect.Kind.OWNERSHIP, BOB, ALICE, 0, ""))).hasSize(1);

    slots.put(FIVE, new Change(Layout.number(ALICE), flag.or(Layout.number(BOB))));
    assertThat(left(effect(Effect.Kind.OWNERSHIP, ALICE, BOB, 0, ""))).hasSize(1);
  }

  @Test
  void newCodeIsExplainedWhereProxiesKeepIt() {
    BigInteger place =
        new BigInteger("360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc", 16);
    slots.put(place, new Change(Layout.number(ALICE), Layout.number(BOB)));
    assertThat(left(effect(Effect.Kind.UPGRADE, Address.ZERO, BOB, 0, ""))).isEmpty();
    assertThat(left(effect(Effect.Kind.UPGRADE, Address.ZERO, ALICE, 0, ""))).hasSize(1);
    assertThat(left(effect(Effect.Kind.UPGRADE, Address.ZERO, BOB, 0, "facet"))).hasSize(1);
  }

  @Test
  void aSettingExplainsNothing() {
    write(FIVE, 1, 2);

    assertThat(
            left(
                new Effect(
                    Effect.Kind.PARAMETER,
                    TOKEN,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    BigInteger.ZERO,
                    "fee",
                    "2",
                    "1")))
        .hasSize(1);
  }

  @Test
  void coinIsExplainedToTheLastWei() {
    Effect paid =
        new Effect(
            Effect.Kind.TRANSFER,
            Address.ZERO,
            Optional.of(ALICE),
            Optional.of(BOB),
            Optional.empty(),
            FIVE,
            "",
            "");
    Writes honest = new Writes(Map.of(ALICE, coin(9, 4), BOB, coin(0, 5)));
    Writes more = new Writes(Map.of(ALICE, coin(9, 3), BOB, coin(0, 6)));

    assertThat(ExplainedWrites.leftOver(honest, List.of(paid), Set.of(), NOTHING, Map.of()))
        .isEmpty();
    assertThat(ExplainedWrites.leftOver(more, List.of(paid), Set.of(), NOTHING, Map.of()))
        .containsExactly(
            new Unread(ALICE, 0, List.of("its coin changes")),
            new Unread(BOB, 0, List.of("its coin changes")));
  }

  private static Account coin(long before, long after) {
    return new Account(
        Optional.of(new Change(BigInteger.valueOf(before), BigInteger.valueOf(after))),
        false,
        false,
        false,
        Map.of());
  }

  @Test
  void codeNoncesAndEndsAreNeverExplained() {
    Writes writes =
        new Writes(Map.of(BOB, new Account(Optional.empty(), true, true, true, Map.of())));

    assertThat(
            ExplainedWrites.leftOver(
                writes,
                List.of(effect(Effect.Kind.UPGRADE, Address.ZERO, BOB, 0, "")),
                Set.of(),
                writes,
                Map.of()))
        .containsExactly(
            new Unread(
                BOB,
                0,
                List.of(
                    "it creates a contract or sends by itself", "its code changes", "it ends")));
  }

  @Test
  void whatKnownCallsLeaveBehindIsTheirsIfItIsTheSame() {
    write(FIVE, 1, 2);
    write(BigInteger.TEN, 1, 2);
    Writes known =
        new Writes(
            Map.of(
                TOKEN,
                new Account(
                    Optional.empty(),
                    false,
                    false,
                    false,
                    Map.of(
                        FIVE,
                        new Change(BigInteger.ONE, BigInteger.TWO),
                        BigInteger.TEN,
                        new Change(BigInteger.ONE, BigInteger.TEN)))));

    assertThat(ExplainedWrites.leftOver(writes(), List.of(), Set.of(), known, Map.of()))
        .containsExactly(new Unread(TOKEN, 1, List.of()));
  }
}
