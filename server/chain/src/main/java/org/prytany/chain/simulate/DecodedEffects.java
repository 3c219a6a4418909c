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
      Set.of("schedule", "scheduleBatch", "queue", "queueTransaction", "propose");

  /** A share of one, as fees are counted. */
  private static final BigInteger WHOLE = BigInteger.TEN.pow(18);

  private final KnownFunctions functions;

  DecodedEffects(KnownFunctions functions) {
    this.functions = functions;
  }

  /**
   * @param sender who makes the call
   * @param observed whether a simulation ran the call and shows its events and balances
   */
  List<Effect> of(long chainId, Address sender, DecodedAction action, boolean observed) {
    return walked(chainId, sender, action, observed).effects;
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

    Walk(long chainId) {
      this.chainId = chainId;
    }

    /**
     * @param self the contract whose state the call works on
     * @param observed whether a simulation ran the call
     */
    void collect(Address sender, Address self, DecodedAction action, boolean observed) {
      boolean lent = action.manner() == DecodedAction.Manner.DELEGATECALL;
      if (lent) {
        effects.add(Changes.unknownCall(action.target(), new Reason.Lent()));
      } else if (action.valueWei().signum() > 0) {
        effects.add(
            Changes.transfer(
                Address.ZERO,
                Optional.of(sender),
                Optional.of(action.target()),
                action.valueWei()));
      }
      Optional<KnownFunction> function = functions.of(chainId, action);
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
      byte[] data = AbiBytes.parse(action.calldata());
      List<AbiValue> values =
          AbiReader.read(known.types(), Arrays.copyOfRange(data, 4, data.length)).values();
      if (known.effects().isEmpty()) {
        effects.add(OperatorCalls.effect(action.target(), known, values));
      }
      for (EffectRule rule : known.effects()) {
        List<AbiValue> columns =
            rule.operands().stream().map(operand -> operand.in(values, sender, self)).toList();
        for (List<AbiValue> line : Operand.lines(columns)) {
          add(rule, line, action, observed);
        }
      }
      known
          .calls()
          .ifPresent(
              rule -> {
                boolean later = LATER.contains(known.name());
                boolean runs = observed && !later;
                int first = effects.size();
                action.nested().forEach(nested -> inside(rule, sender, self, nested, runs));
                if (later) {
                  waiting.addAll(effects.subList(first, effects.size()));
                }
              });
    }

    private void inside(
        CallRule rule, Address sender, Address self, DecodedAction nested, boolean observed) {
      boolean lent = nested.manner() == DecodedAction.Manner.DELEGATECALL;
      boolean sameCaller =
          lent || rule.form() == CallRule.Form.SAME || rule.form() == CallRule.Form.THEN;
      collect(sameCaller ? sender : self, lent ? self : nested.target(), nested, observed);
    }

    private void add(EffectRule rule, List<AbiValue> line, DecodedAction action, boolean observed) {
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
