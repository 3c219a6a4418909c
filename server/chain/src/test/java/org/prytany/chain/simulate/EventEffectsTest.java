package org.prytany.chain.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.rpc.ChainLog;
import org.prytany.spi.Address;
import org.prytany.spi.Effect;

/** Events as the public contracts emit them. */
class EventEffectsTest {
  private static final Address EMITTER = new Address("0x00000000000000000000000000000000000000ee");
  private static final Address ALICE = new Address("0x00000000000000000000000000000000000000a1");
  private static final Address BOB = new Address("0x00000000000000000000000000000000000000b0");

  private static String number(long value) {
    return AbiBytes.word(BigInteger.valueOf(value));
  }

  private static List<Effect> read(String event, String data, String... topics) {
    List<String> all = new ArrayList<>(List.of(AbiBytes.topic(event)));
    for (String topic : topics) {
      all.add("0x" + topic);
    }
    return EventEffects.of(
        new ChainLog(EMITTER, all, AbiBytes.parse("0x" + data), 0, "", "", 0, 0));
  }

  private static Effect one(String event, String data, String... topics) {
    List<Effect> effects = read(event, data, topics);
    assertThat(effects).hasSize(1);
    return effects.getFirst();
  }

  @Test
  void collectiblesMoveOneByOneAndInBatches() {
    Effect single =
        one(
            "TransferSingle(address,address,address,uint256,uint256)",
            number(7) + number(3),
            AbiBytes.word(ALICE),
            AbiBytes.word(ALICE),
            AbiBytes.word(BOB));
    assertThat(single.subject()).isEqualTo("token id 7");
    assertThat(single.amount()).isEqualTo(BigInteger.valueOf(3));
    assertThat(single.from()).contains(ALICE);
    assertThat(single.to()).contains(BOB);

    assertThat(
            read(
                "TransferBatch(address,address,address,uint256[],uint256[])",
                number(64)
                    + number(160)
                    + number(2)
                    + number(7)
                    + number(8)
                    + number(2)
                    + number(3)
                    + number(4),
                AbiBytes.word(ALICE),
                AbiBytes.word(ALICE),
                AbiBytes.word(BOB)))
        .extracting(effect -> effect.subject() + " x " + effect.amount())
        .containsExactly("token id 7 x 3", "token id 8 x 4");
  }

  @Test
  void allCollectiblesMayBeGivenOutOfHand() {
    Effect given =
        one(
            "ApprovalForAll(address,address,bool)",
            number(1),
            AbiBytes.word(ALICE),
            AbiBytes.word(BOB));
    assertThat(given.kind()).isEqualTo(Effect.Kind.ALLOWANCE);
    assertThat(given.amount().bitLength()).isEqualTo(256);

    assertThat(
            one(
                    "ApprovalForAll(address,address,bool)",
                    number(0),
                    AbiBytes.word(ALICE),
                    AbiBytes.word(BOB))
                .amount())
        .isZero();
  }

  @Test
  void safesOfOldAndNewVersionsTellOfTheirOwnersAndModules() {
    for (String event : List.of("AddedOwner(address)", "EnabledModule(address)")) {
      assertThat(one(event, AbiBytes.word(ALICE)).to()).contains(ALICE);
      assertThat(one(event, "", AbiBytes.word(ALICE)).kind()).isEqualTo(Effect.Kind.ROLE_GRANTED);
    }
    assertThat(one("RemovedOwner(address)", AbiBytes.word(ALICE)).kind())
        .isEqualTo(Effect.Kind.ROLE_REVOKED);
    Effect threshold = one("ChangedThreshold(uint256)", number(1));
    assertThat(threshold.kind()).isEqualTo(Effect.Kind.CONTROL);
    assertThat(threshold.value()).isEqualTo("1");
    assertThat(threshold.kind().movesValueOrAuthority()).isTrue();
  }

  @Test
  void codeAndItsFacetsAreReplaced() {
    assertThat(one("ImplementationSet(address)", "", AbiBytes.word(ALICE)))
        .extracting(Effect::kind, Effect::to)
        .containsExactly(Effect.Kind.UPGRADE, Optional.of(ALICE));
    String cut =
        number(96)
            + AbiBytes.word(BOB)
            + number(320)
            + number(1)
            + number(32)
            + AbiBytes.word(ALICE)
            + number(1)
            + number(96)
            + number(1)
            + "01020304"
            + "00".repeat(28)
            + number(0);
    assertThat(one("DiamondCut((address,uint8,bytes4[])[],address,bytes)", cut))
        .extracting(Effect::kind, Effect::to, Effect::subject)
        .containsExactly(Effect.Kind.UPGRADE, Optional.of(ALICE), "facet");
  }

  @Test
  void pausesDelaysAndVotingPowerAreRead() {
    assertThat(one("Paused(address)", AbiBytes.word(ALICE)).value()).isEqualTo("true");
    assertThat(one("Unpaused(address)", AbiBytes.word(ALICE)).value()).isEqualTo("false");
    assertThat(one("NewDelay(uint256)", "", number(86_400)).value()).isEqualTo("86400");
    assertThat(one("MinDelayChange(uint256,uint256)", number(5) + number(6)))
        .extracting(Effect::previous, Effect::value)
        .containsExactly("5", "6");
    assertThat(
            one(
                    "DelegateChanged(address,address,address)",
                    "",
                    AbiBytes.word(ALICE),
                    AbiBytes.word(ALICE),
                    AbiBytes.word(BOB))
                .to())
        .contains(BOB);
  }

  @Test
  void anEventThatLacksWhatItShouldHaveIsNoEffect() {
    assertThat(read("AddedOwner(address)", "")).isEmpty();
    assertThat(read("TransferSingle(address,address,address,uint256,uint256)", number(1)))
        .isEmpty();
    assertThat(read("Nobody(uint256)", number(1))).isEmpty();
  }
}
