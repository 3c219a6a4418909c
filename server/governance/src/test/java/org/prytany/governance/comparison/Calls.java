package org.prytany.governance.comparison;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.EffectsHash;
import org.prytany.governance.effects.EffectsReport;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.Token;

/** A proposal's text and effects, put together line by line for a comparison. */
final class Calls {

  static final Address GOVERNOR = address(0x60);
  static final Address TREASURY = address(0x70);
  static final Address USDC_AT = address(0xc0);
  static final Address DAI_AT = address(0xda);
  static final Address WETH_AT = address(0xee);
  static final Address ALICE = new Address("0xa11ce00000000000000000000000000000000a11");
  static final Address BOB = new Address("0xb0b0000000000000000000000000000000000b0b");
  static final Address CAROL = new Address("0xca70100000000000000000000000000000000ca7");
  static final Token USDC = new Token(Optional.of(USDC_AT), Optional.of("USDC"), OptionalInt.of(6));
  static final Token DAI = new Token(Optional.of(DAI_AT), Optional.of("DAI"), OptionalInt.of(18));
  static final Token WETH =
      new Token(Optional.of(WETH_AT), Optional.of("WETH"), OptionalInt.of(18));
  static final BigInteger MAX = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);

  static final Dao DAO =
      new Dao(
          "demo",
          "Demo",
          31337,
          GOVERNOR,
          TREASURY,
          0,
          Optional.of(address(0x11)),
          Optional.of(address(0x12)),
          Set.of(address(0x13), address(0x14)),
          2,
          Set.of(),
          Map.of());

  private final String text;
  private final List<Effect> effects = new ArrayList<>();
  private final List<DecodedAction> actions = new ArrayList<>();
  private boolean succeeded = true;
  private OptionalLong proposedAt = OptionalLong.empty();
  private long voteEnd;

  private Calls(String text) {
    this.text = text;
  }

  static Calls under(String text) {
    return new Calls(text);
  }

  static Address address(int n) {
    return new Address("0x" + String.format("%02x", n).repeat(20));
  }

  /** An address with the same first and last digits as another. */
  static Address lookAlike(Address of) {
    String hex = of.hex();
    return new Address(hex.substring(0, 7) + "7".repeat(31) + hex.substring(38));
  }

  Calls pay(Token token, String amount, Address to) {
    return transfer(
        token, new BigDecimal(amount).scaleByPowerOfTen(token.decimals().orElse(0)), to);
  }

  Calls payBaseUnits(Token token, BigInteger amount, Address to) {
    return transfer(token, new BigDecimal(amount), to);
  }

  private Calls transfer(Token token, BigDecimal baseUnits, Address to) {
    effects.add(
        new Effect(
            Effect.Kind.TRANSFER,
            token.contract().orElse(Address.ZERO),
            Optional.of(TREASURY),
            Optional.of(to),
            Optional.of(token),
            baseUnits.toBigIntegerExact(),
            "",
            ""));
    return this;
  }

  Calls approve(Token token, BigInteger amount, Address spender) {
    effects.add(
        new Effect(
            Effect.Kind.ALLOWANCE,
            token.contract().orElseThrow(),
            Optional.of(TREASURY),
            Optional.of(spender),
            Optional.of(token),
            amount,
            "",
            ""));
    return this;
  }

  Calls effect(Effect.Kind kind, Address contract, Address to, String subject, String value) {
    effects.add(
        new Effect(
            kind,
            contract,
            Optional.empty(),
            // Nobody gains by a call of which nothing is known.
            Optional.of(to).filter(gains -> kind != Effect.Kind.UNKNOWN_CALL),
            Optional.empty(),
            BigInteger.ZERO,
            subject,
            value));
    return this;
  }

  Calls set(String name, String value) {
    effects.add(
        new Effect(
            Effect.Kind.PARAMETER,
            GOVERNOR,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            BigInteger.ZERO,
            name,
            value));
    return this;
  }

  Calls setFrom(String name, String previous, String value) {
    effects.add(setting(Effect.Kind.PARAMETER, GOVERNOR, name, value, previous));
    return this;
  }

  Calls setOn(Address contract, String name, String value) {
    effects.add(setting(Effect.Kind.PARAMETER, contract, name, value, ""));
    return this;
  }

  Calls control(Address contract, String name, String value) {
    effects.add(setting(Effect.Kind.CONTROL, contract, name, value, ""));
    return this;
  }

  private static Effect setting(
      Effect.Kind kind, Address contract, String name, String value, String previous) {
    return new Effect(
        kind,
        contract,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        BigInteger.ZERO,
        name,
        value,
        previous);
  }

  /** A contract that nobody owns any more. */
  Calls drop(Address contract) {
    effects.add(
        new Effect(
            Effect.Kind.OWNERSHIP,
            contract,
            Optional.of(TREASURY),
            Optional.empty(),
            Optional.empty(),
            BigInteger.ZERO,
            "",
            ""));
    return this;
  }

  /** Money that one account pays to another. */
  Calls payFrom(Address from, Token token, String amount, Address to) {
    BigDecimal units = new BigDecimal(amount).scaleByPowerOfTen(token.decimals().orElse(0));
    effects.add(
        new Effect(
            Effect.Kind.TRANSFER,
            token.contract().orElse(Address.ZERO),
            Optional.of(from),
            Optional.of(to),
            Optional.of(token),
            units.toBigIntegerExact(),
            "",
            ""));
    return this;
  }

  /** Money that somebody gets on another chain. */
  Calls payOn(String chain, Token token, String amount, Address to) {
    return pay(token, amount, to).on(chain);
  }

  /** What was added last happens on another chain. */
  Calls on(String chain) {
    effects.add(effects.removeLast().on(chain));
    return this;
  }

  /** What an account becomes on another chain. */
  Calls ownerOn(String chain, Address contract, Address to) {
    return effect(Effect.Kind.OWNERSHIP, contract, to, "", "").on(chain);
  }

  /** An allowance on other terms than an ERC-20 one. */
  Calls claimable(Token token, BigInteger amount, Address to, String terms) {
    effects.add(
        new Effect(
            Effect.Kind.ALLOWANCE,
            token.contract().orElseThrow(),
            Optional.of(TREASURY),
            Optional.of(to),
            Optional.of(token),
            amount,
            terms,
            ""));
    return this;
  }

  Calls call(Address target, String calldata) {
    actions.add(
        new DecodedAction(
            actions.size(),
            target,
            BigInteger.ZERO,
            calldata,
            Optional.empty(),
            List.of(),
            "",
            List.of()));
    return this;
  }

  Calls unknown(DecodedAction call) {
    actions.add(call);
    return this;
  }

  Calls decoded(Address target, String function, List<DecodedAction> nested, String... arguments) {
    actions.add(action(actions.size(), target, function, nested, arguments));
    return this;
  }

  static DecodedAction action(
      int index, Address target, String function, List<DecodedAction> nested, String... arguments) {
    return new DecodedAction(
        index,
        target,
        BigInteger.ZERO,
        "0x12345678",
        Optional.of(function).filter(name -> !name.isEmpty()),
        java.util.Arrays.stream(arguments)
            .map(value -> new org.prytany.spi.Argument("x", "address", value))
            .toList(),
        "",
        nested);
  }

  /** Codes of what stops a proposal. */
  static List<String> red(Verdict verdict) {
    return verdict.findings().stream()
        .filter(finding -> finding.severity() == Finding.Severity.RED)
        .map(Finding::code)
        .toList();
  }

  static Dao labelled(Map<Address, String> labels) {
    return DAO.withLabels(labels);
  }

  /** With what a digester claims, instead of what the plain reader does. */
  Verdict compared(Dao dao, List<org.prytany.spi.Claim> claims) {
    return ClaimCheck.standard().compare(dao, content(), claims, report());
  }

  /** Voting ends at that timepoint of the governor's clock; 0 where nobody said. */
  Calls voteEnd(long timepoint) {
    voteEnd = timepoint;
    return this;
  }

  /** In a block of that time, Unix seconds. */
  Calls proposed(long at) {
    proposedAt = OptionalLong.of(at);
    return this;
  }

  Calls reverting() {
    succeeded = false;
    return this;
  }

  Verdict compared() {
    return compared(DAO);
  }

  Verdict compared(Dao dao) {
    return ClaimCheck.standard().compare(dao, content(), PlainReader.claims(text), report());
  }

  String text() {
    return text;
  }

  ProposalContent content() {
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    return new ProposalContent(
        new ProposalKey(31337, GOVERNOR, BigInteger.ONE),
        BOB,
        List.of(USDC_AT),
        List.of(BigInteger.ZERO),
        List.of("0x"),
        "0x" + HexFormat.of().formatHex(raw),
        "0x" + "d".repeat(64),
        1,
        voteEnd,
        "0x" + "e".repeat(64),
        7,
        "0x" + "b".repeat(64),
        proposedAt);
  }

  EffectsReport report() {
    return new EffectsReport(
        content().contentHash(),
        actions,
        new SimulatedEffects(
            succeeded,
            succeeded ? Optional.empty() : Optional.of("insufficient balance"),
            effects,
            EffectsHash.of(succeeded, effects),
            9,
            "eth_simulateV1"));
  }
}
