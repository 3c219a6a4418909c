package org.prytany.signer;

import static org.prytany.signer.World.ALICE;
import static org.prytany.signer.World.BOB;
import static org.prytany.signer.World.CAROL;
import static org.prytany.signer.World.EXECUTOR;
import static org.prytany.signer.World.KEY;
import static org.prytany.signer.World.address;
import static org.prytany.signer.World.content;
import static org.prytany.signer.World.effects;

import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.prytany.governance.approval.ContractSignatures;
import org.prytany.governance.approval.EffectWords;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.statement.SignatureCheck;
import org.prytany.governance.statement.TreasurerStatement;
import org.prytany.governance.statement.TreasurerStatement.Kind;
import org.prytany.spi.Address;
import org.web3j.crypto.ECKeyPair;

/** Treasurers with keys and with contracts, and a proposal about which they speak. */
final class StatementScene {

  /** Two contract accounts of one owner, who is no treasurer by their own key. */
  static final Address VAULT = new Address("0x" + "5a".repeat(20));

  static final Address OTHER_VAULT = new Address("0x" + "5b".repeat(20));

  static final List<Speaker> SPEAKERS =
      List.of(
          new Speaker(address(ALICE), ALICE),
          new Speaker(address(BOB), BOB),
          new Speaker(VAULT, CAROL),
          new Speaker(OTHER_VAULT, CAROL));

  /** A treasurer, and the key that signs for it. */
  record Speaker(Address treasurer, ECKeyPair key) {}

  final Random random = new Random(20261127);
  final World world = new World();
  final Dao dao = dao(address(ALICE), address(BOB), VAULT, OTHER_VAULT);

  /** Who a contract's owner is now. */
  final Map<Address, Address> owners = new HashMap<>();

  private final TreasurerSignatures checked = new TreasurerSignatures(this::ask);
  private final Map<Asked, Boolean> answers = new HashMap<>();

  private record Asked(
      long chainId, Address account, Optional<Address> owner, String digest, String signature) {}

  /**
   * The signer's own check, which is asked once for each question: histories ask for the same
   * signatures after every step, and nothing but a contract's owner changes the answer.
   */
  final SignatureCheck signatures =
      (chainId, account, digest, signature) ->
          answers.computeIfAbsent(
              new Asked(
                  chainId,
                  account,
                  Optional.ofNullable(owners.get(account)),
                  HexFormat.of().formatHex(digest),
                  signature),
              asked -> checked.signed(chainId, account, digest, signature));

  StatementScene() {
    owners.put(VAULT, address(CAROL));
    owners.put(OTHER_VAULT, address(CAROL));
  }

  /** The plainest of contracts: whoever its owner is has signed the digest itself. */
  private ContractSignatures.Answer ask(
      long chainId, Address account, byte[] digest, byte[] signature) {
    Address owner = owners.get(account);
    if (owner == null) {
      return ContractSignatures.Answer.NO_CONTRACT;
    }
    String hex = "0x" + HexFormat.of().formatHex(signature);
    return EthereumSignatures.recover(digest, hex).filter(owner::equals).isPresent()
        ? ContractSignatures.Answer.VALID
        : ContractSignatures.Answer.INVALID;
  }

  Dao dao(Address... treasurers) {
    Dao usual = world.dao;
    return new Dao(
        usual.id(),
        usual.name(),
        usual.chainId(),
        usual.governor(),
        usual.treasury(),
        0,
        usual.voter(),
        usual.executor(),
        Set.of(treasurers),
        2,
        Set.of(),
        Map.of());
  }

  /** With a block, so that there is something to override. */
  Proposal proposal() {
    world.block();
    return world.proposal().change().statements(List.of()).build();
  }

  TreasurerStatement genuine(Kind kind, Speaker by, long counter) {
    boolean binds = kind.bindsEffects();
    return new TreasurerStatement(
        kind,
        KEY,
        binds ? EffectWords.of(effects(25_000).effects()) : List.of(),
        kind == Kind.OVERRIDE ? List.of("AMOUNT_CONTRADICTED in call 1") : List.of(),
        "because " + random.nextInt(1_000),
        by.treasurer(),
        address(EXECUTOR),
        counter,
        binds ? world.clock.instant().plus(Duration.ofDays(2)).getEpochSecond() : 0,
        content().contentHash(),
        content().actionsHash(),
        binds ? effects(25_000).effects().effectsHash() : TreasurerStatement.NO_EFFECTS,
        "",
        Optional.empty());
  }

  <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  Address account() {
    byte[] bytes = new byte[20];
    random.nextBytes(bytes);
    return new Address("0x" + HexFormat.of().formatHex(bytes));
  }

  String hash() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
