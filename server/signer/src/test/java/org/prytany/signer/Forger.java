package org.prytany.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prytany.signer.World.KEY;
import static org.prytany.signer.World.STRANGER;
import static org.prytany.signer.World.effects;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.prytany.governance.approval.EffectWords;
import org.prytany.governance.statement.StatementData;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.governance.statement.TreasurerStatement.Kind;
import org.prytany.governance.typeddata.TypedData;
import org.prytany.signer.StatementScene.Speaker;
import org.prytany.spi.ProposalKey;
import org.web3j.crypto.Sign;

/** Makes of a genuine statement what an attacker, or a treasurer who errs, may hand in. */
final class Forger {

  private final StatementScene scene;

  Forger(StatementScene scene) {
    this.scene = scene;
  }

  /**
   * @param take hands something in, and says whether it was taken
   */
  Optional<TreasurerStatement> forge(
      Forgery forgery, TreasurerStatement genuine, Speaker by, Predicate<TreasurerStatement> take) {
    boolean binds = genuine.kind().bindsEffects();
    Change change = new Change(genuine);
    return switch (forgery) {
      case OTHER_CHAIN_SIGNED, OTHER_CHAIN_CLAIMED -> {
        change.key = new ProposalKey(1 + scene.random.nextInt(9), KEY.governor(), KEY.proposalId());
        yield both(change, genuine, by, forgery == Forgery.OTHER_CHAIN_SIGNED);
      }
      case OTHER_GOVERNOR_SIGNED, OTHER_GOVERNOR_CLAIMED -> {
        change.key = new ProposalKey(KEY.chainId(), scene.account(), KEY.proposalId());
        yield both(change, genuine, by, forgery == Forgery.OTHER_GOVERNOR_SIGNED);
      }
      case OTHER_PROPOSAL_SIGNED, OTHER_PROPOSAL_CLAIMED -> {
        change.key =
            new ProposalKey(KEY.chainId(), KEY.governor(), new BigInteger(256, scene.random));
        yield both(change, genuine, by, forgery == Forgery.OTHER_PROPOSAL_SIGNED);
      }
      case OTHER_TEXT_SIGNED -> {
        change.contentHash = scene.hash();
        yield binds ? Optional.of(World.signed(change.build(), by.key())) : Optional.empty();
      }
      case OTHER_TEXT_CLAIMED -> {
        change.contentHash = scene.hash();
        yield Optional.of(
            scene.random.nextBoolean()
                ? change.build().signed(genuine.signature())
                : swap(World.signed(change.build(), by.key()), genuine));
      }
      case OTHER_ACTIONS_SIGNED -> {
        change.actionsHash = scene.hash();
        yield binds ? Optional.of(World.signed(change.build(), by.key())) : Optional.empty();
      }
      case OTHER_ACTIONS_CLAIMED -> {
        change.actionsHash = scene.hash();
        yield Optional.of(swap(World.signed(change.build(), by.key()), genuine));
      }
      case OTHER_EFFECTS_SIGNED -> {
        var other = effects(1 + scene.random.nextInt(24_000)).effects();
        change.effectsHash = other.effectsHash();
        change.effects = EffectWords.of(other);
        yield Optional.of(World.signed(change.build(), by.key()));
      }
      case OTHER_EFFECTS_CLAIMED -> {
        var other = effects(1 + scene.random.nextInt(24_000)).effects();
        change.effectsHash = other.effectsHash();
        change.effects = EffectWords.of(other);
        yield Optional.of(swap(World.signed(change.build(), by.key()), genuine));
      }
      case OTHER_WORDS_SIGNED -> {
        change.effects =
            List.of("Transfer " + scene.random.nextInt(100) + " ETH to " + scene.account());
        yield Optional.of(World.signed(change.build(), by.key()));
      }
      case OTHER_WORDS_CLAIMED -> {
        change.effects = List.of("Transfer 1 ETH to " + scene.account());
        yield Optional.of(swap(World.signed(change.build(), by.key()), genuine));
      }
      case OTHER_SERVER_SIGNED, OTHER_SERVER_CLAIMED -> {
        change.executor = scene.account();
        yield both(change, genuine, by, forgery == Forgery.OTHER_SERVER_SIGNED);
      }
      case OTHER_KIND_CLAIMED -> {
        change.kind = scene.pick(List.of(Kind.values()));
        if (change.kind == genuine.kind()) {
          yield Optional.empty();
        }
        if (!change.kind.bindsEffects()) {
          change.effects = List.of();
          change.effectsHash = TreasurerStatement.NO_EFFECTS;
          change.expiry = 0;
        }
        change.lifts =
            switch (change.kind) {
              case OVERRIDE -> List.of("AMOUNT_CONTRADICTED in call 1");
              case WITHDRAW -> List.of("reject 1 by " + genuine.treasurer());
              default -> List.of();
            };
        yield Optional.of(change.build().signed(genuine.signature()));
      }
      case OTHER_REASON_CLAIMED -> {
        change.reason = genuine.reason() + " and more";
        yield Optional.of(change.build().signed(genuine.signature()));
      }
      case OTHER_FINDINGS_SIGNED -> {
        change.lifts =
            scene.pick(
                List.of(
                    List.of("RECIPIENT_UNMENTIONED"),
                    List.of("AMOUNT_CONTRADICTED"),
                    List.of("AMOUNT_CONTRADICTED in call 1", "AMOUNT_CONTRADICTED in call 1")));
        yield Optional.of(World.signed(change.build(), by.key()));
      }
      case OTHER_COUNTER_CLAIMED -> {
        change.counter = genuine.counter() + 1 + scene.random.nextInt(5);
        yield Optional.of(change.build().signed(genuine.signature()));
      }
      case LOWER_COUNTER_SIGNED -> {
        change.counter = scene.random.nextInt(2);
        yield Optional.of(World.signed(change.build(), by.key()));
      }
      case WILD_COUNTER_SIGNED -> {
        change.counter = Long.MAX_VALUE - scene.random.nextInt(5);
        yield Optional.of(World.signed(change.build(), by.key()));
      }
      case SAME_COUNTER_OTHER_WORDS -> {
        assertThat(take.test(genuine)).isTrue();
        change.reason = genuine.reason() + " again";
        yield Optional.of(World.signed(change.build(), by.key()));
      }
      case REPLAY -> {
        assertThat(take.test(genuine)).isTrue();
        String signature = genuine.signature();
        String other = signature.endsWith("1b") ? "00" : "01";
        yield Optional.of(
            scene.random.nextBoolean()
                ? genuine
                : genuine.signed(signature.substring(0, 130) + other));
      }
      case EXPIRED_SIGNED -> {
        change.expiry = scene.world.clock.instant().getEpochSecond() - scene.random.nextInt(1_000);
        yield binds ? Optional.of(World.signed(change.build(), by.key())) : Optional.empty();
      }
      case FOR_TOO_LONG_SIGNED -> {
        change.expiry =
            scene.world.clock.instant().plus(Duration.ofDays(31)).getEpochSecond()
                + scene.random.nextInt(1_000_000);
        yield Optional.of(World.signed(change.build(), by.key()));
      }
      case LATER_EXPIRY_CLAIMED -> {
        change.expiry = genuine.expiry() + 1 + scene.random.nextInt(1_000);
        yield Optional.of(change.build().signed(genuine.signature()));
      }
      case BY_A_STRANGER -> Optional.of(World.signed(genuine, STRANGER));
      case AS_ANOTHER_TREASURER -> {
        Speaker other = scene.pick(StatementScene.SPEAKERS);
        change.treasurer = other.treasurer();
        yield other.treasurer().equals(by.treasurer())
            ? Optional.empty()
            : Optional.of(change.build().signed(genuine.signature()));
      }
      case OWNERS_OTHER_CONTRACT -> {
        Speaker vault = StatementScene.SPEAKERS.get(2);
        TreasurerStatement ofOne =
            World.signed(scene.genuine(genuine.kind(), vault, genuine.counter()), vault.key());
        Change other = new Change(ofOne);
        other.treasurer = StatementScene.OTHER_VAULT;
        yield Optional.of(other.build().signed(ofOne.signature()));
      }
      case VERSION_ONE -> {
        var data = StatementData.of(genuine);
        var old =
            new TypedData(
                data.name(),
                "1",
                data.chainId(),
                data.verifyingContract(),
                data.type(),
                data.fields());
        yield Optional.of(genuine.signed(World.signature(old.digest(), by.key())));
      }
      case MIRRORED_V ->
          Optional.of(withV(genuine, genuine.signature().endsWith("1b") ? "1c" : "1b"));
      case WILD_V -> Optional.of(withV(genuine, scene.pick(List.of("02", "1d", "1e", "ff", "23"))));
      case HIGH_S -> {
        BigInteger s = new BigInteger(genuine.signature().substring(66, 130), 16);
        String v = genuine.signature().endsWith("1b") ? "1c" : "1b";
        yield Optional.of(
            genuine.signed(
                genuine.signature().substring(0, 66)
                    + "%064x".formatted(Sign.CURVE_PARAMS.getN().subtract(s))
                    + (scene.random.nextBoolean() ? v : v.equals("1b") ? "00" : "01")));
      }
      case ZERO_OR_LARGE_R ->
          Optional.of(
              genuine.signed("0x" + scene.pick(edges()) + genuine.signature().substring(66)));
      case ZERO_OR_LARGE_S ->
          Optional.of(
              genuine.signed(
                  genuine.signature().substring(0, 66)
                      + scene.pick(edges())
                      + genuine.signature().substring(130)));
      case CUT_OR_LONGER ->
          Optional.of(
              genuine.signed(
                  scene.pick(
                      List.of(
                          "",
                          "0x",
                          genuine.signature().substring(0, 130),
                          genuine.signature() + "00",
                          genuine.signature() + genuine.signature().substring(2),
                          genuine.signature().substring(2)))));
      case ONE_BIT -> {
        int at = 2 + scene.random.nextInt(128);
        char digit = genuine.signature().charAt(at);
        String flipped =
            Integer.toHexString(Character.digit(digit, 16) ^ (1 << scene.random.nextInt(4)));
        yield Optional.of(
            genuine.signed(
                genuine.signature().substring(0, at)
                    + flipped
                    + genuine.signature().substring(at + 1)));
      }
    };
  }

  /** Signed for the other thing: handed in as that, or as what this server asks for. */
  private Optional<TreasurerStatement> both(
      Change change, TreasurerStatement genuine, Speaker by, boolean asSigned) {
    TreasurerStatement other = World.signed(change.build(), by.key());
    return Optional.of(asSigned ? other : swap(other, genuine));
  }

  /** The genuine words under the signature of the other. */
  private static TreasurerStatement swap(TreasurerStatement other, TreasurerStatement genuine) {
    return genuine.signed(other.signature());
  }

  private static TreasurerStatement withV(TreasurerStatement statement, String v) {
    return statement.signed(statement.signature().substring(0, 130) + v);
  }

  private static List<String> edges() {
    BigInteger order = Sign.CURVE_PARAMS.getN();
    return List.of(
        "0".repeat(64),
        "%064x".formatted(order),
        "f".repeat(64),
        "%064x".formatted(order.add(BigInteger.ONE)));
  }
}
