package org.prytany.chain.names;

import java.util.Map;
import org.prytany.contracts.generated.NameRegistry;
import org.prytany.contracts.generated.NameResolver;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.spi.Address;
import org.web3j.crypto.Hash;
import org.web3j.ens.NameHash;
import org.web3j.ens.contracts.generated.ReverseRegistrar;
import org.web3j.tx.TransactionManager;
import org.web3j.tx.gas.ContractGasProvider;
import org.web3j.tx.gas.DefaultGasProvider;

/** A registry with a resolver, and the reverse registrar that ENS has deployed. */
final class EnsScene {

  private static final byte[] ROOT = new byte[32];
  private static final ContractGasProvider GAS = new DefaultGasProvider();

  private final LocalChain chain;
  final NameRegistry registry;
  final NameResolver resolver;
  private final ReverseRegistrar reverse;

  EnsScene(LocalChain chain) throws Exception {
    this.chain = chain;
    TransactionManager owner = chain.transactionsFrom(chain.account(0));
    registry = NameRegistry.deploy(chain.web3j(), owner, GAS).send();
    resolver = NameResolver.deploy(chain.web3j(), owner, GAS).send();
    reverse =
        ReverseRegistrar.deploy(chain.web3j(), owner, GAS, registry.getContractAddress()).send();
    registry.setSubnodeOwner(ROOT, label("reverse"), chain.account(0)).send();
    registry
        .setSubnodeOwner(
            NameHash.nameHashAsBytes("reverse"), label("addr"), reverse.getContractAddress())
        .send();
    registry.setSubnodeOwner(ROOT, label("eth"), chain.account(0)).send();
    reverse.setDefaultResolver(resolver.getContractAddress()).send();
  }

  Map<Long, Address> registries() {
    return Map.of(chain.chainId(), new Address(registry.getContractAddress()));
  }

  /** An account says that it has a name, whether or not it has. */
  void claim(String account, String name) throws Exception {
    ReverseRegistrar.load(
            reverse.getContractAddress(), chain.web3j(), chain.transactionsFrom(account), GAS)
        .setName(name)
        .send();
  }

  /** The owner of .eth has a name resolve to an account. */
  void register(String label, String account) throws Exception {
    byte[] node = register(label);
    registry.setResolver(node, resolver.getContractAddress()).send();
    resolver.setAddr(node, account).send();
  }

  /** A name without a resolver. */
  byte[] register(String label) throws Exception {
    byte[] eth = NameHash.nameHashAsBytes("eth");
    registry.setSubnodeOwner(eth, label(label), chain.account(0)).send();
    byte[] both = new byte[64];
    System.arraycopy(eth, 0, both, 0, 32);
    System.arraycopy(label(label), 0, both, 32, 32);
    return Hash.sha3(both);
  }

  /** By EIP-137, of whatever text: names that no interface would take have a node as well. */
  private static byte[] label(String text) {
    return Hash.sha3(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
