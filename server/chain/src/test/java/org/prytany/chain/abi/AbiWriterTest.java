package org.prytany.chain.abi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is what is read, and what another writer makes of it. */
class AbiWriterTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uint256",
        "uint8,int128,address,bool",
        "bytes4,bytes32,bytes,string",
        "uint256[],address[2],bytes[]",
        "(address,uint256)",
        "(address,string)[],(bool,(bytes32,uint8[])),uint256[2][]",
        "string[3],(uint256,uint256)[2]"
      })
  void whatIsReadIsWrittenAsItStood(String types) {
    List<AbiType> read = AbiType.list(types);
    String made = AbiWriting.arguments(read);

    List<AbiValue> values = AbiReader.read(read, AbiBytes.parse("0x" + made)).values();

    assertThat(AbiWriter.arguments(read, values)).isEqualTo(made);
  }

  @Test
  void aNegativeNumberIsWrittenInTwosComplement() {
    String written =
        AbiWriter.arguments(
            AbiType.list("int8"), List.of(new AbiValue.Int(BigInteger.valueOf(-2))));

    assertThat(written).isEqualTo("f".repeat(63) + "e");
  }

  @Test
  void structsAreTypesOfAListLikeOthers() {
    assertThat(AbiType.list("(address,(bytes,bool)[])[2],uint256").stream().map(AbiType::name))
        .containsExactly("(address,(bytes,bool)[])[2]", "uint256");
    assertThat(AbiType.list("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(address", "address)", "()", "(address,)", ",", "uint256,", "(uint256)x", "word"})
  void whatIsNoListOfTypesIsRefused(String types) {
    assertThatThrownBy(() -> AbiType.list(types)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void structsInStructsEndSomewhere() {
    String deep = "(".repeat(40) + "bool" + ")".repeat(40);

    assertThatThrownBy(() -> AbiType.list(deep)).isInstanceOf(IllegalArgumentException.class);
  }
}
