package org.prytany.chain.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import org.prytany.chain.ChainAdapters;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.effects.Change;
import org.prytany.governance.effects.FlatEffects;
import org.prytany.governance.effects.Reason;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;
import org.prytany.spi.Effect;
import org.prytany.spi.ProposalKey;
import org.prytany.spi.SimulatedEffects;

/**
 * Any bytes as calldata, to the governor itself, its timelock and a stranger. In a build it reads
 * the inputs kept beside it; docs/fuzzing.md says how to look for new ones.
 */
class CalldataFuzzTest {

  private static final Address GOVERNOR = new Address("0x0000000000000000000000000000000000090e10");
  private static final Address TIMELOCK = new Address("0x0000000000000000000000000000000000071e10");
  private static final Address STRANGER = new Address("0x00000000000000000000000000000000000070ce");
  private static final List<Address> TARGETS = List.of(GOVERNOR, TIMELOCK, STRANGER);
  private static final String NO_HASH = "0x" + "0".repeat(64);
  private static final Dao DAO = Dao.onlyRead("demo", "Demo", 1, GOVERNOR, TIMELOCK);

  @DictionaryFile(resourcePath = "fuzz.dict")
  @FuzzTest(maxDuration = "10m")
  void anyBytesAreToldAsOneCallEach(byte[] bytes) {
    String calldata = "0x" + HexFormat.of().formatHex(bytes);
    ProposalContent content = content(calldata);
    List<DecodedAction> actions = ChainAdapters.offlineDecoder().decode(DAO, content);
    assertThat(actions).hasSize(TARGETS.size());
    for (DecodedAction action : actions) {
      assertThat(action.target()).isEqualTo(TARGETS.get(action.index()));
      assertThat(action.calldata()).isEqualTo(calldata);
      assertThat(action.line()).isNotBlank();
      if (action.function().isEmpty() && bytes.length >= 4) {
        assertThat(action.line()).contains(calldata.substring(0, 10));
      }
    }
    SimulatedEffects effects = ChainAdapters.offlineSimulator().simulate(DAO, content, actions);
    assertThat(effects.effects().stream().map(Effect::amount))
        .allMatch(amount -> amount.signum() >= 0);
    for (Effect effect : effects.effects()) {
      Change change = FlatEffects.read(effect);
      assertThat(FlatEffects.written(change)).isEqualTo(effect);
      assertThat(change)
          .isNotEqualTo(new Change.Unexplained(effect.contract(), new Reason.Unread(effect)));
    }
  }

  private static ProposalContent content(String calldata) {
    return new ProposalContent(
        new ProposalKey(1, GOVERNOR, BigInteger.ONE),
        STRANGER,
        TARGETS,
        List.of(BigInteger.ZERO, BigInteger.ONE, BigInteger.ZERO),
        List.of(calldata, calldata, calldata),
        "0x",
        NO_HASH,
        1,
        2,
        NO_HASH,
        1,
        NO_HASH);
  }
}
