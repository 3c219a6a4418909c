package org.prytany.chain.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.spi.Address;
import org.prytany.spi.DecodedAction;

/** An ABI that is bound to a contract's code names its calls while it has that code. */
class AbisOfCodeTest {

  private static final Address POOL = new Address("0x00000000000000000000000000000000000000aa");
  private static final String HASH = "0x" + "12".repeat(32);
  private static final KnownFunction CAP =
      KnownFunction.declared("setSupplyCeiling(uint256 cap)", "setSupplyCeiling({cap})", "file");
  private static final KnownFunctions TAUGHT =
      KnownFunctions.with(
          List.of(
              new OperatorAbi(
                  Optional.of(new OperatorAbi.Binding(1, POOL, Optional.of(HASH))), List.of(CAP))));

  private static Optional<String> named(long chainId, Address contract, Optional<String> hash) {
    return TAUGHT
        .find(chainId, contract, Optional.empty(), CAP.selector(), nobody -> hash)
        .map(KnownFunction::signature);
  }

  @Test
  void namesTheCallOfThatCodeAlone() {
    assertThat(named(1, POOL, Optional.of(HASH))).contains("setSupplyCeiling(uint256)");
    assertThat(named(1, POOL, Optional.of("0x" + "13".repeat(32)))).isEmpty();
    assertThat(named(1, POOL, Optional.empty())).isEmpty();
    assertThat(named(2, POOL, Optional.of(HASH))).isEmpty();
    assertThat(named(1, Address.ZERO, Optional.of(HASH))).isEmpty();
  }

  @Test
  void aProxysCallIsNamedByTheCodeThatItRuns() {
    Address proxy = new Address("0x00000000000000000000000000000000000000bb");

    assertThat(
            TAUGHT.find(1, proxy, Optional.of(POOL), CAP.selector(), nobody -> Optional.of(HASH)))
        .isPresent();
  }

  @Test
  void whatWasNamedIsFoundAgainByItsSignature() {
    DecodedAction action =
        new DecodedAction(
            0,
            POOL,
            java.math.BigInteger.ZERO,
            CAP.selector() + AbiBytes.word(java.math.BigInteger.ONE),
            Optional.of(CAP.signature()),
            List.of(),
            "",
            List.of());

    assertThat(TAUGHT.of(1, action)).contains(CAP);
  }
}
