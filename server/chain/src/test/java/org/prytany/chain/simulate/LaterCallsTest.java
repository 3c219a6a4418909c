package org.prytany.chain.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.Place;
import org.prytany.governance.effects.Terms;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.ProposalKey;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;

/** What a simulation does not run, and what several calls leave together. */
class LaterCallsTest {
  private static final Address TREASURY = new Address("0x0000000000000000000000000000000000071e10");
  private static final Address TIMELOCK = new Address("0x0000000000000000000000000000000000071e11");
  private static final Address VAULT = new Address("0x000000000000000000000000000000000000fa17");
  private static final Address ALICE = new Address("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed");
  private static final BigInteger AMOUNT = BigInteger.valueOf(250_000);
  private static final Dao DAO = Dao.onlyRead("demo", "Demo", 1, TREASURY, TREASURY);

  private final DecodedEffects effects = new DecodedEffects(KnownFunctions.bundled());

  private static DecodedAction decoded(Address target, String calldata) {
    ProposalContent content =
        new ProposalContent(
            new ProposalKey(1, TREASURY, BigInteger.ONE),
            ALICE,
            List.of(target),
            List.of(BigInteger.ZERO),
            List.of(calldata),
            "0x",
            AbiBytes.keccak(new byte[0]),
            1,
            2,
            "0x" + "0".repeat(64),
            1,
            "0x" + "0".repeat(64));
    return ChainAdapters.offlineDecoder().decode(DAO, content).getFirst();
  }

  private static String scheduled(Address target, String calldata) {
    return FunctionEncoder.encode(
        new Function(
            "schedule",
            List.of(
                new org.web3j.abi.datatypes.Address(target.hex()),
                new Uint256(0),
                new DynamicBytes(AbiBytes.parse(calldata)),
                new Bytes32(new byte[32]),
                new Bytes32(new byte[32]),
                new Uint256(0)),
            List.of()));
  }

  private static String redeem() {
    return AbiBytes.selector("redeem(uint256,address,address)")
        + AbiBytes.word(AMOUNT)
        + AbiBytes.word(ALICE)
        + AbiBytes.word(TIMELOCK);
  }

  @Test
  void whatIsScheduledIsNotSeenInASimulationAndStaysUnexplained() {
    List<Effect> now = effects.of(1, TREASURY, decoded(VAULT, redeem()), true);
    List<Effect> later =
        effects.of(1, TREASURY, decoded(TIMELOCK, scheduled(VAULT, redeem())), true);

    assertThat(now).isEmpty();
    assertThat(later).extracting(Effect::kind).containsExactly(Effect.Kind.UNKNOWN_CALL);
    assertThat(later.getFirst().contract()).isEqualTo(VAULT);
  }

  @Test
  void anAllowanceThatIsScheduledIsKnownToComeLater() {
    String approve =
        AbiBytes.selector("approve(address,uint256)")
            + AbiBytes.word(ALICE)
            + AbiBytes.word(AMOUNT);

    assertThat(effects.waiting(1, TREASURY, decoded(TIMELOCK, scheduled(VAULT, approve))))
        .extracting(Effect::kind)
        .containsExactly(Effect.Kind.ALLOWANCE);
    assertThat(effects.waiting(1, TREASURY, decoded(VAULT, approve))).isEmpty();
  }

  private static Effect stream(long amount, String terms) {
    return Changes.allowance(VAULT, TREASURY, ALICE, BigInteger.valueOf(amount), Terms.of(terms));
  }

  @Test
  void aSmallStreamDoesNotHideALargeOne() {
    for (String terms : List.of("stream from 1 to 2", "per second, until it is stopped")) {
      List<Effect> net = NetEffects.of(List.of(stream(1_000_000, terms), stream(10, terms)));

      assertThat(net).extracting(Effect::amount).containsExactly(BigInteger.valueOf(1_000_010));
    }
    // Of other allowances the last word counts.
    assertThat(NetEffects.of(List.of(stream(1_000_000, ""), stream(10, ""))))
        .extracting(Effect::amount)
        .containsExactly(BigInteger.TEN);
  }

  @Test
  void aFurtherAllowanceComesToTheFirstOne() {
    String raise = AbiBytes.selector("increaseAllowance(address,uint256)") + AbiBytes.word(ALICE);
    List<Effect> raised = new ArrayList<>();
    for (long amount : new long[] {1_000_000, 10}) {
      DecodedAction action = decoded(VAULT, raise + AbiBytes.word(BigInteger.valueOf(amount)));
      raised.addAll(effects.of(1, TREASURY, action, false));
    }

    List<Effect> net = NetEffects.of(raised);

    assertThat(net).extracting(Effect::amount).containsExactly(BigInteger.valueOf(1_000_010));
    assertThat(net.getFirst().value()).isEmpty();
  }

  @Test
  void everyFacetOfADiamondIsShown() {
    List<Effect> net =
        NetEffects.of(
            List.of(
                Changes.upgrade(VAULT, ALICE, new Place.Facet()),
                Changes.upgrade(VAULT, TIMELOCK, new Place.Facet())));

    assertThat(net).extracting(effect -> effect.to().orElseThrow()).contains(ALICE, TIMELOCK);
  }
}
