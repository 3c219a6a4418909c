package org.prytany.chain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.URI;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.prytany.chain.OnLocalDao;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.contracts.generated.DemoSafe;
import org.prytany.governance.approval.ContractSignatures;
import org.prytany.governance.approval.ContractSignatures.Answer;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Address;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Sign;
import org.web3j.tx.gas.DefaultGasProvider;

class ContractSignaturesTest extends OnLocalDao {

  private static final byte[] DIGEST = Hash.sha3("statement".getBytes());

  private ContractSignatures contracts;
  private List<Credentials> owners;
  private DemoSafe safe;

  @BeforeEach
  void deployed() throws Exception {
    contracts = local.adapters.contractSignatures();
    owners =
        List.of(local.chain.accounts().get(6), local.chain.accounts().get(7)).stream()
            .sorted(Comparator.comparing(Credentials::getAddress))
            .toList();
    safe = deploy();
  }

  private DemoSafe deploy() throws Exception {
    return DemoSafe.deploy(
            local.chain.web3j(),
            local.chain.transactionsFrom(local.chain.account(6)),
            new DefaultGasProvider(),
            owners.stream().map(Credentials::getAddress).toList(),
            BigInteger.TWO)
        .send();
  }

  private Answer ask(DemoSafe at, byte[] digest, byte[] signature) {
    return contracts.ask(
        local.chain.chainId(), new Address(at.getContractAddress()), digest, signature);
  }

  /** The owners' signatures over what the account makes of a digest. */
  private byte[] signatures(DemoSafe of, byte[] digest) throws Exception {
    byte[] hash = of.messageHash(digest).send();
    byte[] all = new byte[65 * owners.size()];
    for (int i = 0; i < owners.size(); i++) {
      Sign.SignatureData one = Sign.signMessage(hash, owners.get(i).getEcKeyPair(), false);
      System.arraycopy(one.getR(), 0, all, 65 * i, 32);
      System.arraycopy(one.getS(), 0, all, 65 * i + 32, 32);
      all[65 * i + 64] = one.getV()[0];
    }
    return all;
  }

  @Test
  void anAccountOfSeveralOwnersStandsByWhatEnoughOfThemSigned() throws Exception {
    byte[] signatures = signatures(safe, DIGEST);

    assertThat(ask(safe, DIGEST, signatures)).isEqualTo(Answer.VALID);
    assertThat(ask(safe, DIGEST, Arrays.copyOf(signatures, 65))).isEqualTo(Answer.INVALID);
    assertThat(ask(safe, DIGEST, new byte[0])).isEqualTo(Answer.INVALID);
    assertThat(ask(safe, Hash.sha3(DIGEST), signatures)).isEqualTo(Answer.INVALID);
  }

  @Test
  void theOwnersSignaturesForOneAccountAreNoneForAnotherOfTheirs() throws Exception {
    DemoSafe other = deploy();
    byte[] signatures = signatures(safe, DIGEST);

    assertThat(ask(other, DIGEST, signatures)).isEqualTo(Answer.INVALID);
    assertThat(ask(other, DIGEST, signatures(other, DIGEST))).isEqualTo(Answer.VALID);
  }

  @Test
  void onceAnOwnerIsRemovedTheSameSignaturesCountNoMore() throws Exception {
    byte[] signatures = signatures(safe, DIGEST);
    assertThat(ask(safe, DIGEST, signatures)).isEqualTo(Answer.VALID);

    safe.removeOwner(local.chain.account(7)).send();

    assertThat(ask(safe, DIGEST, signatures)).isEqualTo(Answer.INVALID);
  }

  @Test
  void anAccountWithoutCodeHasNoContract() {
    assertThat(
            contracts.ask(
                local.chain.chainId(), new Address(local.chain.account(7)), DIGEST, new byte[65]))
        .isEqualTo(Answer.NO_CONTRACT);
  }

  @Test
  void whateverElseAContractAnswersIsNoYes() {
    Address odd = new Address("0x" + "0d".repeat(20));
    // Each returns something near to the magic value, or nothing, or too much, or never ends.
    for (String code :
        List.of(
            // the four bytes at the wrong end of the word
            returning("00000000000000000000000000000000000000000000000000000000" + "1626ba7e", 32),
            // the four bytes and something after them
            returning("1626ba7e" + "00".repeat(27) + "01", 32),
            // the four bytes alone, two words, nothing
            returning("1626ba7e" + "00".repeat(28), 4),
            returning("1626ba7e" + "00".repeat(28), 64),
            "0x00",
            // revert, an endless loop
            "0x60006000fd",
            "0x5b600056")) {
      local.chain.setCode(odd.hex(), code);
      assertThat(contracts.ask(local.chain.chainId(), odd, DIGEST, new byte[65]))
          .as(code)
          .isEqualTo(Answer.INVALID);
    }
    local.chain.setCode(odd.hex(), returning("1626ba7e" + "00".repeat(28), 32));
    assertThat(contracts.ask(local.chain.chainId(), odd, DIGEST, new byte[65]))
        .isEqualTo(Answer.VALID);
  }

  @Test
  void aSafesOwnersAreWhomItNames() {
    Address account = new Address("0x" + "0e".repeat(20));
    Address alice = new Address("0x" + "a1".repeat(20));
    Address bob = new Address("0x" + "b0".repeat(20));
    String head = "%064x%064x".formatted(32, 2);

    local.chain.setCode(account.hex(), words(head + word(alice) + word(bob)));
    assertThat(owners(account)).containsExactlyInAnyOrder(alice, bob);
    assertThat(owners(new Address(local.chain.account(7)))).as("no contract").isEmpty();
    assertThat(owners(new Address(safe.getContractAddress()))).as("it reverts").isEmpty();
    for (String odd :
        List.of(
            word(alice),
            head + word(alice),
            "%064x%064x".formatted(64, 2) + word(alice) + word(bob),
            "f".repeat(64).repeat(4),
            "%064x%064x".formatted(32, 101) + word(alice).repeat(101))) {
      local.chain.setCode(account.hex(), words(odd));
      assertThat(owners(account)).as(odd).isEmpty();
    }
  }

  private Set<Address> owners(Address of) {
    return contracts.owners(local.chain.chainId(), of);
  }

  private static String word(Address address) {
    return "0".repeat(24) + address.hex().substring(2);
  }

  /** Copies what stands behind the code to memory and returns it. */
  private static String words(String data) {
    String size = "61%04x".formatted(data.length() / 2);
    return "0x" + size + "600e600039" + size + "6000f3" + data;
  }

  /** PUSH32 word, store it, return that many bytes. */
  private static String returning(String word, int bytes) {
    return "0x7f" + word + "600052" + "60" + HexFormat.of().toHexDigits((byte) bytes) + "6000f3";
  }

  @Test
  void anEndpointThatDoesNotAnswerIsNoNo() {
    try (Endpoints nowhere =
        new Endpoints(Map.of(1L, URI.create("http://127.0.0.1:1")), RpcOptions.DEFAULT)) {
      assertThatThrownBy(
              () ->
                  new RpcContractSignatures(nowhere)
                      .ask(1, new Address("0x" + "0d".repeat(20)), DIGEST, new byte[65]))
          .isInstanceOfSatisfying(
              PrytanyException.class,
              e -> assertThat(e.code()).isEqualTo(FailureCode.CHAIN_UNAVAILABLE));
    }
  }
}
