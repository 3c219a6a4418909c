package org.prytany.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.contracts.localchain.LocalChain;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.governance.proposal.ProposalState;
import org.prytany.spi.PlannedCall;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.crypto.Hash;

class RawDescriptionTest {
  private static final byte[] INVALID = {
    'P', 'a', 'y', ' ', (byte) 0xff, (byte) 0xc3, 0, (byte) 0x9f
  };

  @SuppressWarnings("rawtypes")
  private static List<Type> actions(Type last) {
    return List.of(
        new DynamicArray<>(Address.class, new Address(LocalDao.PAYEE.hex())),
        new DynamicArray<>(Uint256.class, new Uint256(BigInteger.ONE)),
        new DynamicArray<>(DynamicBytes.class, new DynamicBytes(new byte[0])),
        last);
  }

  @Test
  void aDescriptionThatIsNoTextIsVotedQueuedAndExecuted() throws Exception {
    try (LocalDao local = new LocalDao()) {
      LocalChain chain = local.chain;
      String propose =
          AbiBytes.selector("propose(address[],uint256[],bytes[],string)")
              + FunctionEncoder.encodeConstructor(actions(new DynamicBytes(INVALID)));
      send(local, propose);

      ProposalContent content =
          local.adapters.logs().proposals(local.dao, 0, local.head()).getFirst();

      assertThat(content.descriptionHex()).isEqualTo(AbiBytes.hex(INVALID));
      String id =
          AbiBytes.keccak(
              AbiBytes.parse(
                  "0x"
                      + FunctionEncoder.encodeConstructor(
                          actions(new Bytes32(Hash.sha3(INVALID))))));
      assertThat("0x" + AbiBytes.word(content.key().proposalId())).isEqualTo(id);
      chain.warpTo(Instant.ofEpochSecond(content.voteStart() + 1));
      sendCall(local, local.adapters.calls().vote(local.dao, content, 1, "fine"));
      chain.warpTo(Instant.ofEpochSecond(content.voteEnd() + 1));
      sendCall(local, local.adapters.calls().queue(local.dao, content));
      chain.warpTo(
          Instant.ofEpochSecond(
              local.adapters.reader().view(local.dao, content).etaSeconds().orElseThrow()));
      sendCall(local, local.adapters.calls().execute(local.dao, content));

      assertThat(local.adapters.reader().view(local.dao, content).state())
          .isEqualTo(ProposalState.EXECUTED);
      assertThat(chain.balance(LocalDao.PAYEE.hex())).isEqualTo(BigInteger.ONE);
    }
  }

  private static void sendCall(LocalDao local, PlannedCall call) throws Exception {
    send(local, call.calldata());
  }

  private static void send(LocalDao local, String calldata) throws Exception {
    local
        .chain
        .transactionsFrom(local.chain.account(1))
        .sendTransaction(
            BigInteger.ZERO,
            BigInteger.ZERO,
            local.demo.addresses().governor(),
            calldata,
            BigInteger.ZERO);
    local.chain.mine(1);
  }
}
