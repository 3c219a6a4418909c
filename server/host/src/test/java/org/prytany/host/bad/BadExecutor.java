package org.prytany.host.bad;

import java.math.BigInteger;
import org.prytany.spi.Address;
import org.prytany.spi.ApprovedProposal;
import org.prytany.spi.ChainReceipt;
import org.prytany.spi.ExecutionOutcome;
import org.prytany.spi.ExecutionPlan;
import org.prytany.spi.PassedProposal;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.QueuePlan;
import org.prytany.spi.TreasuryExecutor;

/** Plans wrongly in one way. */
@SuppressWarnings("NullAway")
public final class BadExecutor implements TreasuryExecutor {

  private static final Address STRANGER = new Address("0x" + "66".repeat(20));

  private final String how;

  public BadExecutor(String how) {
    this.how = how;
  }

  @Override
  public String id() {
    return "bad-executor";
  }

  @Override
  public String version() {
    return "1.0";
  }

  @Override
  public QueuePlan planQueue(PassedProposal proposal) {
    if (how.equals("plan-hollow")) {
      return Faults.hollow(QueuePlan.class);
    }
    PlannedCall call = call(proposal.proposal().key().governor());
    return how.equals("plan-null") ? null : new QueuePlan(call);
  }

  @Override
  public ExecutionPlan planExecution(ApprovedProposal proposal) {
    return new ExecutionPlan(call(proposal.proposal().key().governor()));
  }

  private PlannedCall call(Address governor) {
    return switch (how) {
      case "call-null" -> null;
      case "target-null" -> new PlannedCall(null, BigInteger.ZERO, "0x01");
      case "target-hollow" ->
          new PlannedCall(Faults.hollow(Address.class), BigInteger.ZERO, "0x01");
      case "target-stranger" -> new PlannedCall(STRANGER, BigInteger.ZERO, "0x01");
      case "value-null" -> new PlannedCall(governor, null, "0x01");
      case "value-negative" -> new PlannedCall(governor, BigInteger.TEN.negate(), "0x01");
      case "value-too-large" -> new PlannedCall(governor, BigInteger.ONE.shiftLeft(256), "0x01");
      case "value-own-class" -> new PlannedCall(governor, new OwnInteger("0"), "0x01");
      case "value-sent" -> new PlannedCall(governor, BigInteger.ONE, "0x01");
      case "calldata-other" -> new PlannedCall(governor, BigInteger.ZERO, "0x02");
      case "calldata-huge" -> new PlannedCall(governor, BigInteger.ZERO, "0".repeat(Faults.HUGE));
      default -> {
        if (!how.startsWith("outcome-") && !how.startsWith("plan-")) {
          Faults.commit(how);
        }
        yield new PlannedCall(governor, BigInteger.ZERO, "0x01");
      }
    };
  }

  @Override
  public ExecutionOutcome interpret(ExecutionPlan plan, ChainReceipt receipt) {
    return switch (how) {
      case "outcome-null" -> null;
      case "outcome-hollow" -> Faults.hollow(ExecutionOutcome.Unknown.class);
      case "outcome-huge" -> new ExecutionOutcome.Unknown("x".repeat(Faults.HUGE));
      case "outcome-turns" -> new ExecutionOutcome.Unknown("good\u202Eevil");
      default -> new ExecutionOutcome.Unknown("not asked");
    };
  }

  private static final class OwnInteger extends BigInteger {
    private static final long serialVersionUID = 1L;

    OwnInteger(String value) {
      super(value);
    }

    @Override
    public boolean equals(Object other) {
      return true;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }
}
