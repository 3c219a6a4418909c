package org.prytany.verify;

import java.math.BigInteger;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.abi.AbiType;
import org.prytany.chain.decode.KnownFunctions;
import org.prytany.chain.decode.TokenList;
import org.prytany.chain.rpc.Endpoints;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.chain.rpc.Views;
import org.prytany.governance.approval.EffectWords;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalIds;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.SimulatedEffects;

/**
 * A proposal as an endpoint of one's own shows it: text and calls from the governor's event,
 * effects from a simulation at the head.
 */
final class OwnView implements AutoCloseable {

  private final Endpoints endpoints;
  private final ChainAdapters chain;
  private final ProposalKey key;

  OwnView(URI rpc, ProposalKey key, TokenList tokens) {
    Map<Long, URI> urls = Map.of(key.chainId(), rpc);
    this.endpoints = new Endpoints(urls, RpcOptions.DEFAULT);
    this.chain = new ChainAdapters(urls, RpcOptions.DEFAULT, KnownFunctions.bundled(), tokens);
    this.key = key;
  }

  /**
   * What was found.
   *
   * @param belongs empty if the content belongs to the id, else why it does not
   */
  record Found(
      ProposalContent content,
      SimulatedEffects effects,
      List<String> words,
      Optional<String> belongs) {}

  /**
   * @param treasury the account that the governor executes from; asked of the governor if empty
   * @param funds further accounts of the DAO
   * @param fromBlock where the search for the proposal begins
   * @throws org.prytany.governance.failure.PrytanyException as the chain's adapters do
   * @throws IllegalArgumentException in plain English if the proposal is not there
   */
  Found look(Optional<Address> treasury, Set<Address> funds, long fromBlock) {
    Dao plain = dao(key.governor());
    chain.logs().verify(plain);
    Dao dao = dao(treasury.orElseGet(this::timelock)).withFunds(funds);
    long head = chain.logs().head(dao).number();
    ProposalContent content =
        chain.logs().proposals(dao, fromBlock, head).stream()
            .filter(there -> there.key().equals(key))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the governor shows no proposal with this id from block "
                            + fromBlock
                            + " to "
                            + head));
    List<DecodedAction> actions = chain.decoder().decode(dao, content);
    SimulatedEffects effects = chain.simulator().simulate(dao, content, actions);
    return new Found(content, effects, EffectWords.of(effects), belongs(dao, content));
  }

  private Optional<String> belongs(Dao dao, ProposalContent content) {
    return switch (chain.ids().check(dao, content)) {
      case ProposalIds.Answer.Belongs belongs -> Optional.empty();
      case ProposalIds.Answer.Differs differs -> Optional.of(differs.why());
      case ProposalIds.Answer.Unknown unknown -> Optional.of(unknown.why());
    };
  }

  /** Governors without a timelock execute by themselves. */
  private Address timelock() {
    return new Views(endpoints.of(key.chainId()), "latest")
        .values(key.governor(), "timelock()", List.of(new AbiType.Unsigned(256)))
        .map(values -> values.getFirst().asInt())
        .filter(number -> number.signum() > 0 && number.bitLength() <= 160)
        .map(OwnView::address)
        .orElse(key.governor());
  }

  private static Address address(BigInteger number) {
    return new Address("0x" + "%040x".formatted(number));
  }

  private Dao dao(Address treasury) {
    return Dao.onlyRead("verify", "this DAO", key.chainId(), key.governor(), treasury);
  }

  @Override
  public void close() {
    chain.close();
    endpoints.close();
  }
}
