package org.prytany.chain.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.prytany.chain.ChainAdapters;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.ProposalKey;

/** Streams that are made from one struct are read like those that are made from arguments. */
class LockupStreamsTest {

  private static final Address LOCKUP = new Address("0x" + "1c".repeat(20));
  private static final Address TREASURY = new Address("0x" + "7e".repeat(20));
  private static final Address PAYEE = new Address("0x" + "9a".repeat(20));
  private static final Address TOKEN = new Address("0x" + "70".repeat(20));
  private static final Address OTHER = new Address("0x" + "66".repeat(20));
  private static final String LINEAR =
      "createWithTimestamps((address,address,uint128,address,bool,bool,(uint40,uint40,uint40),(address,uint256)))";
  private static final String TRANCHED =
      "createWithTimestamps((address,address,uint128,address,bool,bool,uint40,(uint128,uint40)[],(address,uint256)))";

  @Test
  void recipientTotalTokenAndTimesOfALinearStreamAreRead() {
    Read read = read(linear(TREASURY, 1, BigInteger.ZERO));

    assertThat(read.action.line())
        .contains(
            "9a9A", "2,500 base units", "from 2027-01-15 08:00 UTC to 2027-01-15 16:46:40 UTC");
    assertThat(read.effects)
        .singleElement()
        .satisfies(
            effect -> {
              assertThat(effect.kind()).isEqualTo(Effect.Kind.ALLOWANCE);
              assertThat(effect.contract()).isEqualTo(TOKEN);
              assertThat(effect.to()).contains(PAYEE);
              assertThat(effect.amount()).isEqualTo(2_500);
              assertThat(effect.subject())
                  .isEqualTo("stream from 2027-01-15 08:00 UTC to 2027-01-15 16:46:40 UTC");
            });
  }

  @Test
  void whoMayEndTheStreamAndTakeTheRestGetsIt() {
    assertThat(read(linear(OTHER, 1, BigInteger.ZERO)).effects)
        .anyMatch(
            effect ->
                effect.to().equals(Optional.of(OTHER)) && effect.amount().intValue() == 2_500);
    assertThat(read(linear(OTHER, 0, BigInteger.ZERO)).effects).hasSize(1);
  }

  @Test
  void aBrokersShareIsAPayment() {
    BigInteger tenth = BigInteger.TEN.pow(17);

    assertThat(read(linear(TREASURY, 1, tenth)).effects)
        .anyMatch(
            effect ->
                effect.kind() == Effect.Kind.TRANSFER
                    && effect.to().equals(Optional.of(OTHER))
                    && effect.amount().intValue() == 250);
  }

  @Test
  void aTranchedStreamEndsWithItsLastTranche() {
    String calldata =
        selector(TRANCHED)
            + words(
                32,
                TREASURY,
                PAYEE,
                2_500,
                TOKEN,
                1,
                0,
                1_800_000_000,
                320,
                Address.ZERO,
                0,
                2,
                1_000,
                1_800_010_000,
                1_500,
                1_800_031_600);

    assertThat(read(calldata).effects.getFirst().subject())
        .isEqualTo("stream from 2027-01-15 08:00 UTC to 2027-01-15 16:46:40 UTC");
  }

  @Test
  void aStructThatIsCutShortIsUnknown() {
    String calldata = linear(TREASURY, 1, BigInteger.ZERO);
    Read read = read(calldata.substring(0, calldata.length() - 128));

    assertThat(read.action.function()).isEmpty();
    assertThat(read.effects)
        .singleElement()
        .extracting(Effect::kind)
        .isEqualTo(Effect.Kind.UNKNOWN_CALL);
  }

  private static String linear(Address sender, int cancelable, BigInteger fee) {
    return selector(LINEAR)
        + words(
            sender,
            PAYEE,
            2_500,
            TOKEN,
            cancelable,
            0,
            1_800_000_000,
            0,
            1_800_031_600,
            OTHER,
            fee);
  }

  private static String selector(String signature) {
    return KnownFunctions.bundled().all().stream()
        .filter(function -> function.signature().equals(signature))
        .findFirst()
        .orElseThrow()
        .selector();
  }

  private static String words(Object... values) {
    return Arrays.stream(values)
        .map(
            value ->
                value instanceof Address address
                    ? "0".repeat(24) + address.hex().substring(2)
                    : String.format("%064x", new BigInteger(value.toString())))
        .collect(Collectors.joining());
  }

  private record Read(DecodedAction action, List<Effect> effects) {}

  private static Read read(String calldata) {
    Dao dao = Dao.onlyRead("dao", "a DAO", 0, OTHER, TREASURY);
    String zero = "0x" + "0".repeat(64);
    ProposalContent content =
        new ProposalContent(
            new ProposalKey(0, OTHER, BigInteger.ZERO),
            Address.ZERO,
            List.of(LOCKUP),
            List.of(BigInteger.ZERO),
            List.of(calldata),
            "0x",
            zero,
            0,
            0,
            zero,
            0,
            zero);
    List<DecodedAction> actions = ChainAdapters.offlineDecoder().decode(dao, content);
    return new Read(
        actions.getFirst(),
        ChainAdapters.offlineSimulator().simulate(dao, content, actions).effects());
  }
}
