package org.prytany.testkit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.prytany.spi.Address;
import org.prytany.spi.Circumstances;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.Support;
import org.prytany.spi.Token;
import org.prytany.spi.VotingSituation;
import org.prytany.spi.VotingSituation.Parameter;
import org.prytany.spi.VotingSituation.Payment;
import org.prytany.spi.VotingSituation.TextFacts;

/** Builds voting situations for tests: by default a harmless one, a day before the deadline. */
public final class SampleSituation {

  private ProposalSnapshot proposal = SampleProposal.grant();
  private long secondsToDeadline = 86_400;
  private BigInteger votingPower = BigInteger.TEN.pow(21);
  private final List<Payment> payments = new ArrayList<>();
  private BigDecimal treasuryShare = BigDecimal.ZERO;
  private boolean movesAuthority;
  private final List<Parameter> parameters = new ArrayList<>();
  private boolean simulationSucceeded = true;
  private Set<Support> supports = EnumSet.allOf(Support.class);
  private Optional<TextFacts> text =
      Optional.of(new TextFacts(0, 0, false, "Fund the documentation team"));

  private Circumstances circumstances = Circumstances.NOT_ASKED;

  private SampleSituation() {}

  public static SampleSituation of() {
    return new SampleSituation();
  }

  public SampleSituation proposal(ProposalSnapshot value) {
    proposal = value;
    return this;
  }

  public SampleSituation secondsToDeadline(long value) {
    secondsToDeadline = value;
    return this;
  }

  public SampleSituation votingPower(BigInteger value) {
    votingPower = value;
    return this;
  }

  /** Adds a payment in whole units of the token. */
  public SampleSituation pays(Token token, String amount, Address recipient) {
    BigDecimal units = new BigDecimal(amount);
    BigInteger base = units.movePointRight(token.decimals().orElse(0)).toBigInteger();
    payments.add(new Payment(token, units, base, recipient));
    return this;
  }

  public SampleSituation treasuryShare(String value) {
    treasuryShare = new BigDecimal(value);
    return this;
  }

  public SampleSituation movesAuthority() {
    movesAuthority = true;
    return this;
  }

  public SampleSituation changes(Address contract, String name, String value) {
    parameters.add(new Parameter(contract, name, value));
    return this;
  }

  public SampleSituation simulationFails() {
    simulationSucceeded = false;
    return this;
  }

  public SampleSituation supports(Set<Support> value) {
    supports = value;
    return this;
  }

  public SampleSituation text(int contradicted, int unmentioned, boolean blocked, String title) {
    text = Optional.of(new TextFacts(contradicted, unmentioned, blocked, title));
    return this;
  }

  public SampleSituation circumstances(Circumstances value) {
    circumstances = value;
    return this;
  }

  /** What was found is said as well. */
  public SampleSituation text(TextFacts value) {
    text = Optional.of(value);
    return this;
  }

  /** The host withholds what it derived from the text. */
  public SampleSituation withoutText() {
    text = Optional.empty();
    return this;
  }

  public VotingSituation situation() {
    return new VotingSituation(
        proposal,
        1_000,
        secondsToDeadline,
        votingPower,
        payments,
        treasuryShare,
        movesAuthority,
        parameters,
        simulationSucceeded,
        supports,
        text,
        circumstances);
  }
}
