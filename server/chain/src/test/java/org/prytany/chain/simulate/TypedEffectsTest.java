package org.prytany.chain.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.abi.AbiType;
import org.prytany.chain.decode.KnownFunction;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.FlatEffects;
import org.prytany.governance.effects.Reason;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.SimulatedEffects;

/** Whatever the table's functions do is a change that the host knows, with nothing lost. */
class TypedEffectsTest {

  private static final Address GOVERNOR = new Address("0x0000000000000000000000000000000000090e10");
  private static final Address TIMELOCK = new Address("0x0000000000000000000000000000000000071e10");
  private static final Address TARGET = new Address("0x00000000000000000000000000000000000070ce");
  private static final Dao DAO = Dao.onlyRead("demo", "Demo", 1, GOVERNOR, TIMELOCK);
  private static final String NO_HASH = "0x" + "0".repeat(64);

  @Property(tries = 20)
  void everyFunctionOfTheTableMakesChangesThatAreKnown(@ForAll long seed) {
    Random random = new Random(seed);
    for (KnownFunction function : KnownFunctions.bundled().all()) {
      String calldata = function.selector() + arguments(function.types(), random);
      ProposalContent content = content(calldata, random.nextBoolean());
      List<DecodedAction> actions = ChainAdapters.offlineDecoder().decode(DAO, content);
      SimulatedEffects effects = ChainAdapters.offlineSimulator().simulate(DAO, content, actions);
      for (Effect effect : effects.effects()) {
        Change change = FlatEffects.read(effect);
        assertThat(change)
            .as(function.signature())
            .isNotEqualTo(new Change.Unexplained(effect.contract(), new Reason.Unread(effect)));
        assertThat(FlatEffects.written(change)).as(function.signature()).isEqualTo(effect);
      }
    }
  }

  /** ABI words of arguments; those of open length have two items, or thirty-two bytes. */
  private static String arguments(List<AbiType> types, Random random) {
    StringBuilder head = new StringBuilder();
    StringBuilder tail = new StringBuilder();
    int headWords = types.stream().mapToInt(type -> isOpen(type) ? 1 : words(type)).sum();
    for (AbiType type : types) {
      String encoded = encoded(type, random);
      if (isOpen(type)) {
        head.append(word(BigInteger.valueOf(headWords * 32L + tail.length() / 2)));
        tail.append(encoded);
      } else {
        head.append(encoded);
      }
    }
    return head.append(tail).toString();
  }

  private static String encoded(AbiType type, Random random) {
    return switch (type) {
      case AbiType.Items items ->
          word(BigInteger.TWO) + arguments(List.of(items.element(), items.element()), random);
      case AbiType.FixedItems items ->
          arguments(Collections.nCopies(items.count(), items.element()), random);
      case AbiType.Tuple tuple ->
          arguments(tuple.members().stream().map(AbiType.Tuple.Member::type).toList(), random);
      case AbiType.Blob blob -> word(BigInteger.valueOf(32)) + "61".repeat(32);
      case AbiType.Unsigned unsigned ->
          word(new BigInteger(random.nextInt(unsigned.bits()), random));
      case AbiType.FixedBytes bytes ->
          "ab".repeat(bytes.length()) + "00".repeat(32 - bytes.length());
      case AbiType.Account account -> word(new BigInteger(random.nextInt(160), random));
      default -> word(BigInteger.valueOf(random.nextInt(2)));
    };
  }

  private static boolean isOpen(AbiType type) {
    return type instanceof AbiType.Items
        || type instanceof AbiType.Blob
        || (type instanceof AbiType.Tuple tuple
            && tuple.members().stream().anyMatch(member -> isOpen(member.type())));
  }

  private static int words(AbiType type) {
    return switch (type) {
      case AbiType.Tuple tuple ->
          tuple.members().stream().mapToInt(member -> words(member.type())).sum();
      case AbiType.FixedItems items -> items.count() * words(items.element());
      default -> 1;
    };
  }

  private static String word(BigInteger number) {
    return String.format(Locale.ROOT, "%064x", number);
  }

  private static ProposalContent content(String calldata, boolean withCoin) {
    List<BigInteger> values = new ArrayList<>(List.of(BigInteger.ZERO));
    values.add(withCoin ? BigInteger.ONE : BigInteger.ZERO);
    return new ProposalContent(
        new ProposalKey(1, GOVERNOR, BigInteger.ONE),
        TARGET,
        List.of(TARGET, TIMELOCK),
        values,
        List.of(calldata, calldata),
        "0x",
        NO_HASH,
        1,
        2,
        NO_HASH,
        1,
        NO_HASH);
  }
}
