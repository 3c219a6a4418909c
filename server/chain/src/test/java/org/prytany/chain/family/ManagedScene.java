package org.prytany.chain.family;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.prytany.chain.ChainAdapters;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.rpc.RpcOptions;
import org.prytany.contracts.ContractArtifact;
import org.prytany.contracts.localchain.DemoDao;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.prytany.spi.PlannedCall;
import org.prytany.spi.SimulatedEffects;
import org.prytany.spi.Support;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Bytes4;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint32;
import org.web3j.abi.datatypes.generated.Uint64;
import org.web3j.utils.Numeric;

/** A governor with OpenZeppelin's GovernorTimelockAccess, and a token that its manager controls. */
abstract class ManagedScene {
  static final long DELAY = 90_000;
  static final long MINTER = 7;
  static final long WEEK = 604_800;

  final LocalChain chain = LocalChain.start();
  final RawContract votes = new RawContract(chain, DemoDao.deploy(chain).addresses().token());
  final RawContract token = deploy("ManagedToken", RawContract.account(chain.account(0)));
  final RawContract manager = new RawContract(chain, authority());
  final RawContract governor =
      deploy(
          "AccessGovernor",
          RawContract.account(votes.address),
          RawContract.account(manager.address));
  final Dao dao =
      Dao.onlyRead(
          "managed",
          "Managed",
          chain.chainId(),
          new Address(governor.address),
          new Address(governor.address));

  @SuppressWarnings("rawtypes") // As web3j declares it.
  RawContract deploy(String contract, org.web3j.abi.datatypes.Type... arguments) {
    return RawContract.deploy(
        chain, chain.account(0), ContractArtifact.load(contract).bytecode(), arguments);
  }

  String authority() {
    return String.format("0x%040x", token.number("authority()"));
  }

  static DynamicBytes mint() {
    return new DynamicBytes(
        Numeric.hexStringToByteArray(
            RawContract.data(
                "mint(address,uint256)",
                RawContract.account(FamilyScene.PAYEE),
                RawContract.uint(FamilyScene.PAID))));
  }

  /** Minting is a role's, and nobody has it. */
  void restricted() {
    manager.send(
        chain.account(0),
        "setTargetFunctionRole(address,bytes4[],uint64)",
        RawContract.account(token.address),
        new DynamicArray<>(
            Bytes4.class,
            List.of(
                new Bytes4(
                    Numeric.hexStringToByteArray(AbiBytes.selector("mint(address,uint256)"))))),
        new Uint64(MINTER));
  }

  void allowAfter(long seconds) {
    manager.send(
        chain.account(0),
        "grantRole(uint64,address,uint32)",
        new Uint64(MINTER),
        RawContract.account(governor.address),
        new Uint32(seconds));
  }

  record Call(String target, DynamicBytes data) {}

  Call minting() {
    return new Call(token.address, mint());
  }

  ProposalContent proposed(ChainAdapters adapters, String text) {
    return proposed(adapters, text, minting());
  }

  ProposalContent proposed(ChainAdapters adapters, String text, Call... calls) {
    governor.send(
        chain.account(1),
        "propose(address[],uint256[],bytes[],string)",
        new DynamicArray<>(
            org.web3j.abi.datatypes.Address.class,
            Stream.of(calls).map(call -> RawContract.account(call.target())).toList()),
        new DynamicArray<>(
            Uint256.class, Stream.of(calls).map(call -> RawContract.uint(0)).toList()),
        new DynamicArray<>(DynamicBytes.class, Stream.of(calls).map(Call::data).toList()),
        new Utf8String(text));
    return adapters.logs().proposals(dao, 0, chain.blockNumber().longValueExact()).getLast();
  }

  /** Voted for, and over. */
  void passed(ChainAdapters adapters, ProposalContent... contents) {
    warp(contents[contents.length - 1].voteStart() + 1);
    int number = adapters.reader().supports(dao).get(Support.FOR);
    for (ProposalContent content : contents) {
      send(1, adapters.calls().vote(dao, content, number, "because"));
    }
    warp(contents[contents.length - 1].voteEnd() + 1);
    chain.mine(1);
  }

  /** Queued, and when it is due. */
  long queued(ChainAdapters adapters, ProposalContent content) {
    send(5, adapters.calls().queue(dao, content));
    return adapters.reader().view(dao, content).etaSeconds().orElseThrow();
  }

  void cancelled() {
    manager.send(
        chain.account(0),
        "cancel(address,address,bytes)",
        RawContract.account(governor.address),
        RawContract.account(token.address),
        mint());
  }

  ChainAdapters adapters() {
    return new ChainAdapters(
        Map.of(chain.chainId(), URI.create(chain.rpcUrl())), RpcOptions.DEFAULT);
  }

  void send(int account, PlannedCall call) {
    RawContract.send(
        chain,
        Map.of("from", chain.account(account), "to", call.target().hex(), "data", call.calldata()));
  }

  void warp(long second) {
    chain.warpTo(Instant.ofEpochSecond(second));
  }

  SimulatedEffects simulated(ChainAdapters adapters, ProposalContent content) {
    return adapters.simulator().simulate(dao, content, adapters.decoder().decode(dao, content));
  }
}
