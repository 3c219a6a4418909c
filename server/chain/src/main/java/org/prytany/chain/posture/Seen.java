package org.prytany.chain.posture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.abi.AbiType;
import org.prytany.chain.decode.Wording;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.chain.rpc.RpcErrorException;
import org.prytany.chain.rpc.Views;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.posture.Posture;
import org.prytany.spi.Address;

/** What is gathered of one DAO's accounts at one block. */
final class Seen {
  private final Dao dao;
  private final JsonRpc rpc;
  private final String block;
  private final Views views;
  private final List<Posture.Fact> facts = new ArrayList<>();
  private final List<Posture.Danger> dangers = new ArrayList<>();
  private boolean whole = true;

  /**
   * @param block as a quantity
   */
  Seen(Dao dao, JsonRpc rpc, String block) {
    this.dao = dao;
    this.rpc = rpc;
    this.block = block;
    this.views = new Views(rpc, block);
  }

  Dao dao() {
    return dao;
  }

  JsonRpc rpc() {
    return rpc;
  }

  Views views() {
    return views;
  }

  /** The endpoint did not say something that it may say when it is asked again. */
  void missed() {
    whole = false;
  }

  /** Whether asking again at the same block would show the same. */
  boolean isWhole() {
    return whole;
  }

  void fact(Address account, String what, String value) {
    facts.add(new Posture.Fact(account, what, value));
  }

  void fact(Address account, String what, Collection<Address> accounts) {
    fact(
        account,
        what,
        accounts.stream().map(Address::hex).distinct().sorted().collect(Collectors.joining(",")));
  }

  void danger(String text) {
    dangers.add(new Posture.Danger(false, text));
  }

  void wrongSetting(String text) {
    dangers.addFirst(new Posture.Danger(true, text));
  }

  /** An address with the operator's name for it. */
  String name(Address account) {
    return Wording.address(dao, account);
  }

  String names(Collection<Address> accounts) {
    return accounts.stream().distinct().sorted().map(this::name).collect(Collectors.joining(", "));
  }

  /** Whether nothing but the DAO's votes, or another account of it, stands behind an account. */
  boolean isOwn(Address account) {
    return dao.holds(account) || account.equals(dao.governor());
  }

  /** Whether an account is a contract; empty if the endpoint does not say. */
  Optional<Boolean> isContract(Address account) {
    try {
      String code = rpc.ask("eth_getCode", account.hex(), block).asText("");
      return code.startsWith("0x") ? Optional.of(code.length() > 2) : Optional.empty();
    } catch (RpcErrorException e) {
      missed();
      return Optional.empty();
    }
  }

  /** The hash of a contract's code. */
  String codeHash(Address account) {
    try {
      return AbiBytes.keccak(
          AbiBytes.parse(rpc.ask("eth_getCode", account.hex(), block).asText("")));
    } catch (RpcErrorException | IllegalArgumentException e) {
      missed();
      return Posture.NOT_KNOWN;
    }
  }

  /** "an ordinary account", "a contract", or "an account". */
  String kind(Address account) {
    return isContract(account)
        .map(contract -> contract ? "a contract" : "an ordinary account")
        .orElse("an account");
  }

  /** The account in a slot of a contract's storage; empty if the endpoint does not say. */
  Optional<Address> slot(Address contract, String slot) {
    try {
      String word = rpc.ask("eth_getStorageAt", contract.hex(), slot, block).asText("");
      return word.length() == 66 ? Optional.of(AbiBytes.addressIn(word)) : Optional.empty();
    } catch (RpcErrorException | IllegalArgumentException e) {
      missed();
      return Optional.empty();
    }
  }

  /** The account that a function without arguments returns; empty if the contract has it not. */
  Optional<Address> account(Address contract, String signature) {
    return views
        .values(contract, signature, List.of(new AbiType.Account()))
        .map(values -> values.getFirst().asAddress());
  }

  Posture posture(long at) {
    return new Posture(at, facts, dangers);
  }
}
