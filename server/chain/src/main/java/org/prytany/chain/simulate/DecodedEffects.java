package org.prytany.chain.simulate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.abi.AbiReader;
import org.prytany.chain.abi.AbiValue;
import org.prytany.chain.decode.CallRule;
import org.prytany.chain.decode.EffectRule;
import org.prytany.chain.decode.KnownFunction;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.chain.decode.Operand;
import org.prytany.chain.decode.OtherChains;
import org.prytany.chain.decode.Roles;
import org.prytany.chain.decode.SafeText;
import org.prytany.governance.effects.Place;
import org.prytany.governance.effects.Reason;
import org.prytany.governance.effects.Terms;
import org.prytany.governance.effects.Unlimited;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;

/**
 * What decoded calls mean to do, whether or not any event says so: what the table declares of their
 * functions. A scheduled or proposed call counts as done, because here nobody is asked again before
 * it runs.
 */
final class DecodedEffects {
  /** Where some contracts mean the native coin (ERC-7528). */
  private static final Address NATIVE_MARK =
      new Address("0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee");

  /** What is called inside of these runs another day: a simulation shows nothing of it. */
  private static final Set<String> LATER =
      Set.of("schedule", "scheduleBatch", "queue", "queueTransaction", "propose", "createPayload");

  /** A share of one, as fees are counted. */
  /** A bridge's fee up to one part in so many is its price; more takes what is sent. */
  private static final BigInteger WORTH_KNOWING = BigInteger.valueOf(100);

  /** What a Safe's own work may take beside the call it makes; it is less than half of it. */
  private static final BigInteger GAS_OF_A_SAFE = BigInteger.valueOf(200_000);

  private static final BigInteger WHOLE = BigInteger.TEN.pow(18);

  private final KnownFunctions functions;

  DecodedEffects(KnownFunctions functions) {
    this.functions = functions;
  }

  OtherChains chains() {
    return functions.chains();
  }

  /**
   * @param sender who makes the call
   * @param observed whether a simulation ran the call and shows its events and balances
   */
  List<Effect> of(long chainId, Address sender, DecodedAction action, boolean observed) {
    return walked(chainId, sender, action, observed).effects;
  }

  /**
   * Those of the effects that a token's own event tells of as well, as far as it sees them: it goes
   * to a bridge, and arrives elsewhere.
   */
  List<Effect> carried(long chainId, Address sender, DecodedAction action) {
    return walked(chainId, sender, action, false).carried;
  }

  /** Those of the effects that come later, when what is scheduled or proposed here is run. */
  List<Effect> waiting(long chainId, Address sender, DecodedAction action) {
    return walked(chainId, sender, action, false).waiting;
  }

  private Walk walked(long chainId, Address sender, DecodedAction action, boolean observed) {
    Walk walk = new Walk(chainId);
    walk.collect(sender, action.target(), action, observed);
    return walk;
  }

  private final class Walk {
    private final long chainId;
    private final List<Effect> effects = new ArrayList<>();
    private final List<Effect> waiting = new ArrayList<>();
    private final List<Effect> carried = new ArrayList<>();

    Walk(long chainId) {
      this.chainId = chainId;
    }

    /**
     * @param self the contract whose state the call works on
     * @param observed whether a simulation ran the call
     */
    void collect(Address sender, Address self, DecodedAction action, boolean observed) {
      collect(sender, self, action, observed, action.valueWei());
    }

    /**
     * @param value what of the coin that is sent along comes from the caller on this chain
     */
    private void collect(
        Address sender, Address self, DecodedAction action, boolean observed, BigInteger value) {
      Optional<KnownFunction> function = functions.of(chainId, action);
      List<AbiValue> values = function.map(known -> values(known, action)).orElse(List.of());
      Operand.Made made = new Operand.Made(values, sender, self, action.valueWei());
      Bridge bridge = new Bridge(functions, chainId, action, function, made);
      int first = effects.size();
      own(action, function, made, observed, value.subtract(bridge.carries()).max(BigInteger.ZERO));
      if (action.isElsewhere()) {
        // What a rule found on a third chain is there.
        effects
            .subList(first, effects.size())
            .replaceAll(effect -> effect.isElsewhere() ? effect : effect.on(action.chain()));
      }
      function
          .flatMap(KnownFunction::calls)
          .ifPresent(
              rule -> {
                boolean later = rule.away().isPresent() || LATER.contains(function.get().name());
                int inner = effects.size();
                for (DecodedAction nested : action.nested()) {
                  inside(rule, made, nested, observed && !later, bridge);
                }
                if (later) {
                  waiting.addAll(effects.subList(inner, effects.size()));
                }
              });
    }

    private void own(
        DecodedAction action,
        Optional<KnownFunction> function,
        Operand.Made made,
        boolean observed,
        BigInteger value) {
      boolean lent = action.manner() == DecodedAction.Manner.DELEGATECALL;
      if (lent) {
        effects.add(Changes.unknownCall(action.target(), new Reason.Lent()));
      } else if (value.signum() > 0) {
        effects.add(
            Changes.transfer(
                Address.ZERO, Optional.of(made.sender()), Optional.of(action.target()), value));
      }
      if (function.isEmpty()) {
        // No data is no call to understand; an incomplete call has the zero address as its target.
        boolean call = !action.calldata().equals("0x") || action.target().equals(Address.ZERO);
        if (call && !lent) {
          effects.add(
              Changes.unknownCall(action.target(), new Reason.Undecoded(action.selector())));
        }
        return;
      }
      KnownFunction known = function.get();
      if (known.effects().isEmpty()) {
        effects.add(OperatorCalls.effect(action.target(), known, made.values()));
      }
      if (Bridge.isAnybodys(functions, chainId, action, known, made)) {
        effects.add(Changes.unknownCall(action.target(), new Reason.Undecoded(action.selector())));
      }
      for (EffectRule rule : known.effects()) {
        List<AbiValue> columns = rule.operands().stream().map(operand -> operand.in(made)).toList();
        for (List<AbiValue> line : Operand.lines(columns)) {
          add(rule, line, action, made, observed);
        }
      }
    }

    private static List<AbiValue> values(KnownFunction known, DecodedAction action) {
      byte[] data = AbiBytes.parse(action.calldata());
      int from = known.isMessage() ? 0 : 4;
      return AbiReader.read(known.types(), Arrays.copyOfRange(data, from, data.length)).values();
    }

    private void inside(
        CallRule rule, Operand.Made outer, DecodedAction nested, boolean observed, Bridge bridge) {
      boolean lent = nested.manner() == DecodedAction.Manner.DELEGATECALL;
      if (rule.away().isPresent()) {
        Address there = rule.away().get().sender().in(outer).asAddress();
        BigInteger along = bridge.carry(nested.valueWei());
        if (along.signum() > 0) {
          // It leaves its payer here, and arrives there.
          effects.add(
              Changes.carried(
                  Address.ZERO,
                  outer.sender(),
                  nested.target(),
                  along,
                  bridge.isHere(),
                  nested.chain()));
        }
        collect(there, nested.target(), nested, observed, nested.valueWei().subtract(along));
        return;
      }
      boolean sameCaller =
          lent || rule.form() == CallRule.Form.SAME || rule.form() == CallRule.Form.THEN;
      collect(
          sameCaller ? outer.sender() : outer.called(),
          lent ? outer.called() : nested.target(),
          nested,
          observed);
    }

    private void add(
        EffectRule rule,
        List<AbiValue> line,
        DecodedAction action,
        Operand.Made made,
        boolean observed) {
      switch (rule.kind()) {
        case TRANSFER -> {
          Address token = token(line.getFirst());
          boolean coin = token.equals(Address.ZERO);
          Address from = line.get(1).asAddress();
          Address to = line.get(2).asAddress();
          effects.add(
              Changes.transfer(
                  token,
                  coin ? Optional.of(from) : Changes.holder(from),
                  coin ? Optional.of(to) : Changes.holder(to),
                  amount(line.get(3))));
        }
        case COLLECTIBLE ->
            effects.add(
                Changes.collectible(
                    line.getFirst().asAddress(),
                    Changes.holder(line.get(1).asAddress()),
                    Changes.holder(line.get(2).asAddress()),
                    line.get(3).asInt(),
                    amount(line.get(4))));
        case ALLOWANCE, CLAIMABLE -> {
          Effect allowed =
              Changes.allowance(
                  token(line.getFirst()),
                  line.get(1).asAddress(),
                  line.get(2).asAddress(),
                  amount(line.get(3)),
                  Terms.of(rule.kind() == EffectRule.Kind.CLAIMABLE ? text(line.get(4)) : ""));
          boolean further = action.function().orElse("").startsWith("increase");
          effects.add(further ? Changes.with(allowed, NetEffects.FURTHER) : allowed);
        }
        case REFUNDABLE -> {
          Address account = line.get(3).asAddress();
          if (isSet(line.getFirst()) && !account.equals(line.get(5).asAddress())) {
            effects.add(
                Changes.allowance(
                    token(line.get(1)),
                    line.get(2).asAddress(),
                    account,
                    amount(line.get(4)),
                    new Terms.Other("what is left when it ends the stream")));
          }
        }
        case FEE -> {
          BigInteger fee = amount(line.get(3)).multiply(amount(line.get(4))).divide(WHOLE);
          if (fee.signum() > 0) {
            effects.add(
                Changes.transfer(
                    token(line.getFirst()),
                    Optional.of(line.get(1).asAddress()),
                    Optional.of(line.get(2).asAddress()),
                    fee));
          }
        }
        case GRANT -> effects.add(role(line, true));
        case REVOKE -> effects.add(role(line, false));
        case SWITCH -> effects.add(role(line, isSet(line.get(3))));
        case OWNER ->
            effects.add(
                Changes.ownership(
                    line.getFirst().asAddress(),
                    Changes.holder(line.get(1).asAddress()),
                    Changes.holder(line.get(2).asAddress()),
                    text(line.get(3))));
        case UPGRADE ->
            effects.add(
                Changes.upgrade(
                    line.getFirst().asAddress(),
                    line.get(1).asAddress(),
                    Place.of(text(line.get(2)))));
        case CONTROL ->
            effects.add(
                Changes.control(
                    line.getFirst().asAddress(), text(line.get(1)), text(line.get(2)), ""));
        case PARAMETER ->
            effects.add(
                Changes.parameter(
                    line.getFirst().asAddress(), text(line.get(1)), text(line.get(2)), ""));
        case DESTRUCTION ->
            effects.add(
                Changes.destruction(
                    line.getFirst().asAddress(), Changes.holder(line.get(1).asAddress())));
        case UNKNOWN ->
            effects.add(
                Changes.unknownCall(
                    line.getFirst().asAddress(), new Reason.Undecoded(action.selector())));
        case REFUND ->
            receiver(line.getFirst())
                .ifPresentOrElse(
                    account -> refund(account, line, action, made),
                    () ->
                        effects.add(
                            Changes.unknownCall(
                                action.target(),
                                new Reason.NamedOnly(action.function().orElse("a bridge()")))));
        case KEEPABLE -> {
          BigInteger kept = amount(line.get(3));
          if (kept.multiply(WORTH_KNOWING).compareTo(amount(line.get(4))) > 0) {
            effects.add(
                Changes.allowance(
                    token(line.getFirst()),
                    line.get(1).asAddress(),
                    line.get(2).asAddress(),
                    kept,
                    new Terms.Other(text(line.get(5)))));
          }
        }
        case COSTS -> {
          BigInteger gas = amount(line.get(3)).add(amount(line.get(4))).add(GAS_OF_A_SAFE);
          BigInteger price = amount(line.get(5));
          if (price.signum() > 0) {
            effects.add(
                Changes.allowance(
                    token(line.getFirst()),
                    line.get(1).asAddress(),
                    line.get(2).asAddress(),
                    gas.multiply(price).min(Unlimited.MOST),
                    new Terms.Other("what its gas is said to cost, at most")));
          }
        }
        case CARRIED -> carry(rule, line, action, made);
        case REMOTE ->
            effects.add(
                Changes.unknownCall(
                        line.get(1).asAddress(), new Reason.NamedOnly(text(line.get(2))))
                    .on(Bridge.destination(functions, chainId, action, rule, made)));
        case OBSERVED -> {
          if (!observed) {
            // By its signature, not its selector: it is known, and only unseen.
            effects.add(
                Changes.unknownCall(
                    action.target(), new Reason.NamedOnly(action.function().orElse(""))));
          }
        }
        case INSIDE, NONE -> {}
      }
    }

    private void refund(
        Address account, List<AbiValue> line, DecodedAction action, Operand.Made made) {
      boolean own = account.equals(made.sender()) || account.equals(Operand.alias(made.sender()));
      if (!own && !account.equals(Address.ZERO)) {
        effects.add(
            Changes.role(action.target(), text(line.get(1)), account, true)
                .on(Bridge.destination(functions, chainId, action, made)));
      }
    }

    /** A receiver that is no account of such a chain is nobody that could be shown. */
    private void carry(
        EffectRule rule, List<AbiValue> line, DecodedAction action, Operand.Made made) {
      Optional<Address> to = receiver(line.get(3));
      if (to.isEmpty()) {
        effects.add(
            Changes.unknownCall(
                action.target(), new Reason.NamedOnly(action.function().orElse("a bridge()"))));
        return;
      }
      Effect effect =
          Changes.carried(
              token(line.get(1)),
              line.get(2).asAddress(),
              to.get(),
              amount(line.get(4)),
              !action.isElsewhere(),
              Bridge.destination(functions, chainId, action, rule, made));
      effects.add(effect);
      carried.add(effect);
    }
  }

  private static Optional<Address> receiver(AbiValue value) {
    if (value instanceof AbiValue.Account account) {
      return Optional.of(account.value());
    }
    byte[] word = value.asBytes();
    boolean account = word.length == 32;
    for (int i = 0; account && i < 12; i++) {
      account = word[i] == 0;
    }
    return account
        ? Optional.of(new Address(AbiBytes.hex(Arrays.copyOfRange(word, 12, 32))))
        : Optional.empty();
  }

  private static Effect role(List<AbiValue> line, boolean granted) {
    return Changes.role(
        line.getFirst().asAddress(),
        Roles.name(text(line.get(1))),
        line.get(2).asAddress(),
        granted);
  }

  private static Address token(AbiValue value) {
    Address token = value.asAddress();
    return token.equals(NATIVE_MARK) ? Address.ZERO : token;
  }

  private static BigInteger amount(AbiValue value) {
    if (value instanceof AbiValue.Flag flag) {
      return flag.value() ? Unlimited.MOST : BigInteger.ZERO;
    }
    return value.asInt().max(BigInteger.ZERO);
  }

  private static boolean isSet(AbiValue value) {
    return ((AbiValue.Flag) value).value();
  }

  private static String text(AbiValue value) {
    return SafeText.value(value);
  }
}
