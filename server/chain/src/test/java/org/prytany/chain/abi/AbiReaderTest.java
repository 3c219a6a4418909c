package org.prytany.chain.abi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Uint256;

class AbiReaderTest {
  private static final List<AbiType> PROPOSAL =
      types(
          "uint256",
          "address",
          "address[]",
          "uint256[]",
          "string[]",
          "bytes[]",
          "uint256",
          "uint256",
          "string");

  private static List<AbiType> types(String... names) {
    return Stream.of(names).map(AbiType::parse).toList();
  }

  @Property(tries = 2_000)
  void randomBytesAreDecodedOrRefused(@ForAll @Size(max = 2_000) byte[] bytes) {
    decodeOrRefuse(bytes);
  }

  // Random bytes alone nearly always fail at the first offset: words that look like offsets do not.
  @Property(tries = 5_000)
  void plausibleWordsAreDecodedOrRefused(@ForAll("words") List<Integer> words) {
    byte[] bytes = new byte[words.size() * 32];
    for (int i = 0; i < words.size(); i++) {
      byte[] word = BigInteger.valueOf(words.get(i)).toByteArray();
      System.arraycopy(word, 0, bytes, i * 32 + 32 - word.length, word.length);
    }
    decodeOrRefuse(bytes);
  }

  @Provide
  Arbitrary<List<Integer>> words() {
    return Arbitraries.oneOf(
            Arbitraries.integers().between(0, 4),
            Arbitraries.integers().between(0, 60).map(words -> words * 32),
            Arbitraries.integers().between(0, 2_000))
        .list()
        .ofMinSize(9)
        .ofMaxSize(60);
  }

  private static void decodeOrRefuse(byte[] bytes) {
    long size;
    try {
      AbiReader.Decoded decoded = AbiReader.read(PROPOSAL, bytes);
      assertThat(decoded.unread()).isBetween(0L, (long) bytes.length);
      size = decoded.values().stream().mapToLong(AbiReaderTest::size).sum();
    } catch (MalformedAbiException e) {
      assertThat(e).hasMessageNotContaining("0x");
      return;
    }
    assertThat(size).isLessThanOrEqualTo(bytes.length);
  }

  private static long size(AbiValue value) {
    return switch (value) {
      case AbiValue.Raw raw -> raw.value().length;
      case AbiValue.Items items -> items.values().stream().mapToLong(AbiReaderTest::size).sum();
      default -> 32;
    };
  }

  @Property(tries = 500)
  void whatWeb3jEncodesIsReadBack(
      @ForAll @Size(max = 8) List<byte[]> blobs, @ForAll @Size(max = 8) List<Long> numbers) {
    List<BigInteger> unsigned = numbers.stream().map(n -> BigInteger.valueOf(n).abs()).toList();
    @SuppressWarnings("rawtypes")
    List<Type> arguments =
        List.of(
            new DynamicArray<>(DynamicBytes.class, blobs.stream().map(DynamicBytes::new).toList()),
            new Uint256(BigInteger.TEN),
            new DynamicArray<>(Uint256.class, unsigned.stream().map(Uint256::new).toList()));
    byte[] encoded = AbiBytes.parse("0x" + FunctionEncoder.encodeConstructor(arguments));

    AbiReader.Decoded decoded = AbiReader.read(types("bytes[]", "uint256", "uint256[]"), encoded);

    assertThat(decoded.unread()).isZero();
    List<AbiValue> read = decoded.values().getFirst().asItems();
    assertThat(read).hasSameSizeAs(blobs);
    for (int i = 0; i < blobs.size(); i++) {
      assertThat(read.get(i).asBytes()).isEqualTo(blobs.get(i));
    }
    assertThat(decoded.values().get(2).asItems().stream().map(AbiValue::asInt))
        .containsExactlyElementsOf(unsigned);
  }

  @Example
  void aThousandOffsetsToOneLargeValueAreRefused() {
    int count = 1_000;
    byte[] data = new byte[32 * (2 + count + 1) + 100_000];
    putWord(data, 0, 32);
    putWord(data, 1, count);
    for (int i = 0; i < count; i++) {
      putWord(data, 2 + i, 32L * count);
    }
    putWord(data, 2 + count, 100_000);

    assertThatThrownBy(() -> AbiReader.read(types("bytes[]"), data))
        .isInstanceOf(MalformedAbiException.class)
        .hasMessageContaining("overlap");
  }

  @Example
  void absurdLengthsAreRefusedWithoutAllocating() {
    byte[] data = new byte[96];
    putWord(data, 0, 32);
    Arrays.fill(data, 32, 64, (byte) 0xff);

    for (String type : List.of("bytes", "string", "uint256[]", "bytes[]")) {
      assertThatThrownBy(() -> AbiReader.read(types(type), data))
          .isInstanceOf(MalformedAbiException.class);
    }
  }

  @Example
  void dirtyUpperBytesOfAnAddressAreNoAddress() {
    byte[] data = new byte[32];
    data[0] = 1;
    assertThatThrownBy(() -> AbiReader.read(types("address"), data))
        .isInstanceOf(MalformedAbiException.class);
  }

  @Example
  void bytesBehindTheValuesAreCounted() {
    assertThat(AbiReader.read(types("uint256"), new byte[75]).unread()).isEqualTo(43);
  }

  private static void putWord(byte[] data, int word, long value) {
    byte[] bytes = BigInteger.valueOf(value).toByteArray();
    System.arraycopy(bytes, 0, data, word * 32 + 32 - bytes.length, bytes.length);
  }
}
