package org.prytany.testkit;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.prytany.spi.Address;
import org.prytany.spi.Argument;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.ProposalCalls;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.ProposalSnapshot;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.Token;

/** Builds proposals for tests. Every value has a default, so a test names only what it is about. */
public final class SampleProposal {

  /** The governor of every sample. */
  public static final Address GOVERNOR = account(0x60);

  /** The treasury that pays. */
  public static final Address TREASURY = account(0x70);

  /** A dollar coin with six decimals. */
  public static final Token USDC =
      new Token(Optional.of(account(0xc0)), Optional.of("USDC"), OptionalInt.of(6));

  private BigInteger id = BigInteger.valueOf(7);
  private String description =
      """
      # Fund the documentation team

      The documentation team asks for 25,000 USDC for the third quarter. Two writers will \
      rewrite the operator's guide. We will report every month. The team does not ask for \
      an advance.
      """;
  private final List<DecodedAction> actions = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();
  private boolean simulated = true;
  private boolean succeeds = true;

  private SampleProposal() {}

  /** A proposal without actions. */
  public static SampleProposal of() {
    return new SampleProposal();
  }

  /** A grant of 25,000 USDC that says what it does. */
  public static ProposalSnapshot grant() {
    return of().pays(USDC, new BigInteger("25000000000"), account(0x11)).snapshot();
  }

  /** An address whose last byte is the number given. */
  public static Address account(int number) {
    return new Address("0x" + "0".repeat(38) + HexFormat.of().toHexDigits((byte) number));
  }

  public SampleProposal id(BigInteger value) {
    id = value;
    return this;
  }

  public SampleProposal text(String value) {
    description = value;
    return this;
  }

  /** Leaves the simulated effects out, as when no chain is at hand. */
  public SampleProposal withoutSimulation() {
    simulated = false;
    return this;
  }

  /** The simulation reverts. */
  public SampleProposal reverts() {
    succeeds = false;
    return this;
  }

  /** Adds a transfer out of the treasury, with its effect. */
  public SampleProposal pays(Token token, BigInteger baseUnits, Address recipient) {
    if (token.contract().isEmpty()) {
      actions.add(
          new DecodedAction(
              actions.size(),
              recipient,
              baseUnits,
              "0x",
              Optional.empty(),
              List.of(),
              "Send " + baseUnits + " wei to " + recipient,
              List.of()));
    } else {
      String calldata = "0xa9059cbb" + word(recipient.hex().substring(2)) + word(baseUnits);
      actions.add(
          new DecodedAction(
              actions.size(),
              token.contract().get(),
              BigInteger.ZERO,
              calldata,
              Optional.of("transfer(address,uint256)"),
              List.of(
                  new Argument("to", "address", recipient.hex()),
                  new Argument("amount", "uint256", baseUnits.toString())),
              "Transfer " + baseUnits + " base units to " + recipient,
              List.of()));
    }
    effects.add(
        new Effect(
            Effect.Kind.TRANSFER,
            token.contract().orElse(Address.ZERO),
            Optional.of(TREASURY),
            Optional.of(recipient),
            Optional.of(token),
            baseUnits,
            "",
            ""));
    return this;
  }

  /** Adds a call that nobody can decode. */
  public SampleProposal calls(Address target, String calldata) {
    DecodedAction action =
        new DecodedAction(
            actions.size(),
            target,
            BigInteger.ZERO,
            calldata,
            Optional.empty(),
            List.of(),
            "Unknown call to " + target,
            List.of());
    actions.add(action);
    effects.add(
        new Effect(
            Effect.Kind.UNKNOWN_CALL,
            target,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            BigInteger.ZERO,
            action.selector().orElse(""),
            ""));
    return this;
  }

  /** The proposal as the host would hand it to a plugin. */
  public ProposalSnapshot snapshot() {
    ProposalKey key = new ProposalKey(31337, GOVERNOR, id);
    Optional<SimulatedEffects> simulation =
        simulated
            ? Optional.of(
                new SimulatedEffects(
                    succeeds,
                    succeeds ? Optional.empty() : Optional.of("ERC20InsufficientBalance"),
                    succeeds ? effects : List.of(),
                    sha256(effects.toString()),
                    1_000,
                    "eth_simulateV1"))
            : Optional.empty();
    return new ProposalSnapshot(
        key, account(0x99), description, sha256(key + description + actions), actions, simulation);
  }

  /**
   * The proposal's raw calls.
   *
   * @param descriptionHash "0x" and keccak-256 of the description, which the JDK cannot compute
   */
  public ProposalCalls calls(String descriptionHash) {
    return new ProposalCalls(
        actions.stream().map(DecodedAction::target).toList(),
        actions.stream().map(DecodedAction::valueWei).toList(),
        actions.stream().map(DecodedAction::calldata).toList(),
        descriptionHash);
  }

  private static String word(String hex) {
    return "0".repeat(64 - hex.length()) + hex;
  }

  private static String word(BigInteger value) {
    return word(value.toString(16));
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "0x" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
