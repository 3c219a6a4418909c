package org.prytany.check.init;

import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.abi.AbiType;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.chain.decode.RpcTokens;
import org.prytany.chain.decode.TokenList;
import org.prytany.chain.family.GovernorFamilies;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.chain.rpc.JsonRpc;
import org.prytany.chain.rpc.Quantities;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.chain.rpc.Views;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Address;
import org.prytany.spi.Token;

/** Looks at a chain and a governor as the server does when it starts, before it is configured. */
final class Scout implements AutoCloseable {

  /** Of the DAO, before it has a name; no message of the chain's is about anybody else's. */
  private static final String UNNAMED = "new";

  private static final List<String> TOKENS = List.of("token()", "comp()", "uni()", "xvsVault()");
  private static final List<String> DELAYS = List.of("getMinDelay()", "delay()");

  private final URI endpoint;
  private final long chainId;
  private final Endpoints endpoints;
  private final ChainAdapters chain;

  private Scout(URI endpoint, long chainId) {
    this.endpoint = endpoint;
    this.chainId = chainId;
    this.endpoints = new Endpoints(Map.of(chainId, endpoint), RpcOptions.DEFAULT);
    this.chain = new ChainAdapters(endpoints, KnownFunctions.bundled(), TokenList.NONE);
  }

  /**
   * @param text an endpoint's address
   * @throws BadAnswer if it is none, if nobody answers there as a chain's node does, or if a server
   *     would not take it
   */
  static Scout at(String text) throws BadAnswer {
    URI endpoint = Answers.endpoint(text);
    try {
      long chainId = Endpoints.chainOf(endpoint, RpcOptions.DEFAULT);
      Answers.requireServed(endpoint, chainId);
      return new Scout(endpoint, chainId);
    } catch (IllegalArgumentException e) {
      // Its message would repeat what may be a secret.
      throw Answers.noEndpoint();
    } catch (PrytanyException e) {
      throw new BadAnswer(e.getMessage() + " Check the address, and that it may be reached here.");
    }
  }

  URI endpoint() {
    return endpoint;
  }

  long chainId() {
    return chainId;
  }

  /**
   * What is found of a governor, as the server sees it.
   *
   * @param since the first block that has it; empty where the endpoint cannot show that
   */
  record Found(
      Address governor,
      long head,
      Optional<String> name,
      GovernorFamilies.Profile profile,
      Optional<Token> votes,
      Optional<Duration> delay,
      OptionalLong since,
      List<Account> accounts) {

    Found {
      accounts = List.copyOf(accounts);
    }
  }

  /**
   * An account of a DAO.
   *
   * @param coin what it has of the chain's coin, in wei
   */
  record Account(Address address, boolean contract, BigInteger coin) {}

  /**
   * What belongs to a DAO.
   *
   * @param found with the account that executes
   * @param funds the other accounts
   */
  record Held(Found found, List<Address> funds) {
    Held {
      funds = List.copyOf(funds);
    }
  }

  /**
   * Which of the accounts executes, where that was not found yet.
   *
   * @throws BadAnswer if none does, as far as the governor tells
   */
  Held held(Found found, List<Address> accounts) throws BadAnswer {
    Found whole = found;
    for (Address account : accounts) {
      if (whole.profile().executor().isEmpty()) {
        whole = governor(found.governor(), account);
      }
    }
    Address executor =
        whole
            .profile()
            .executor()
            .orElseThrow(
                () ->
                    new BadAnswer(
                        "The governor does not tell that one of these accounts executes what"
                            + " passed. Give the account that does, or another endpoint."));
    return new Held(whole, accounts.stream().filter(account -> !account.equals(executor)).toList());
  }

  /**
   * @throws BadAnswer with the reason, if there is no governor that can be served
   */
  Found governor(Address governor) throws BadAnswer {
    return governor(governor, governor);
  }

  private Found governor(Address governor, Address treasury) throws BadAnswer {
    try {
      Dao dao = Dao.onlyRead(UNNAMED, UNNAMED, chainId, governor, treasury);
      chain.logs().verify(dao);
      long head = chain.logs().head(dao).number();
      GovernorFamilies.Profile profile = chain.families().of(dao);
      Views views = new Views(endpoints.of(chainId), Quantities.of(head));
      return new Found(
          governor,
          head,
          chain.probe().ask(dao).name(),
          profile,
          votes(views, dao),
          profile.executor().flatMap(executor -> delay(views, executor)),
          new FirstBlock(endpoints.of(chainId)).of(governor, head),
          holders(governor, profile.executor()));
    } catch (PrytanyException e) {
      throw new BadAnswer(String.valueOf(e.getMessage()));
    }
  }

  /** The treasury, and the governor where it is another account and has something. */
  private List<Account> holders(Address governor, Optional<Address> executor) {
    Set<Address> asked = new LinkedHashSet<>(executor.stream().toList());
    asked.add(governor);
    return accounts(asked).stream()
        .filter(
            account ->
                Optional.of(account.address()).equals(executor) || account.coin().signum() > 0)
        .toList();
  }

  /** What each of these accounts is and has. */
  List<Account> accounts(Collection<Address> addresses) {
    Dao dao = Dao.onlyRead(UNNAMED, UNNAMED, chainId, Address.ZERO, Address.ZERO);
    JsonRpc rpc = endpoints.of(chainId);
    List<Account> accounts = new ArrayList<>();
    for (Address address : addresses) {
      boolean contract =
          rpc.require("eth_getCode", address.hex(), "latest").asText("").length() > 2;
      accounts.add(
          new Account(address, contract, chain.reader().balance(dao, Optional.empty(), address)));
    }
    return accounts;
  }

  private Optional<Token> votes(Views views, Dao dao) {
    for (String getter : TOKENS) {
      Optional<Address> contract =
          views
              .values(dao.governor(), getter, List.of(new AbiType.Account()))
              .map(values -> values.getFirst().asAddress())
              .filter(address -> !address.equals(Address.ZERO));
      if (contract.isPresent()) {
        return contract.map(address -> new RpcTokens(endpoints).of(dao, address));
      }
    }
    return Optional.empty();
  }

  private static Optional<Duration> delay(Views views, Address executor) {
    return DELAYS.stream()
        .flatMap(getter -> views.number(executor, getter).stream())
        .filter(seconds -> seconds.bitLength() < 32)
        .map(seconds -> Duration.ofSeconds(seconds.longValueExact()))
        .findFirst();
  }

  @Override
  public void close() {
    chain.close();
  }
}
