package org.prytany.governance.typeddata;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.prytany.governance.hash.Keccak256;
import org.prytany.spi.Address;

/**
 * Typed data as wallets sign it (EIP-712, eth_signTypedData_v4), with the hashes that hardware
 * wallets show. Only the shapes that we use: one flat type.
 *
 * @param name of the domain
 * @param version of the domain
 * @param chainId EIP-155 chain id
 * @param verifyingContract the contract it is about
 * @param type name of the message's type
 * @param fields in the order in which they are signed
 */
public record TypedData(
    String name,
    String version,
    long chainId,
    Address verifyingContract,
    String type,
    List<Field> fields) {

  private static final List<String> DOMAIN =
      List.of("string name", "string version", "uint256 chainId", "address verifyingContract");

  public TypedData {
    fields = List.copyOf(fields);
  }

  /** One named value of the message. */
  public record Field(String name, Value value) {}

  /** A value of one of the types that we use. */
  public sealed interface Value {
    /** As Solidity names it. */
    String solidityType();

    /** A text. */
    record Text(String text) implements Value {
      @Override
      public String solidityType() {
        return "string";
      }
    }

    /** Texts in order. */
    record Texts(List<String> texts) implements Value {
      public Texts {
        texts = List.copyOf(texts);
      }

      @Override
      public String solidityType() {
        return "string[]";
      }
    }

    /** An unsigned number of 256 bits. */
    record Number(BigInteger number) implements Value {
      @Override
      public String solidityType() {
        return "uint256";
      }
    }

    /** An unsigned number of 64 bits. */
    record Count(long number) implements Value {
      @Override
      public String solidityType() {
        return "uint64";
      }
    }

    /** An account or contract. */
    record Account(Address address) implements Value {
      @Override
      public String solidityType() {
        return "address";
      }
    }

    /**
     * 32 bytes, "0x" and 64 lower-case digits.
     *
     * @throws IllegalArgumentException if they are not
     */
    record Bytes32(String hex) implements Value {
      public Bytes32 {
        if (!hex.matches("0x[0-9a-f]{64}")) {
          throw new IllegalArgumentException("not 32 bytes (0x and 64 lower-case digits)");
        }
      }

      @Override
      public String solidityType() {
        return "bytes32";
      }
    }
  }

  /** 32 bytes: "Domain hash" on a hardware wallet. */
  public byte[] domainSeparator() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(Keccak256.of("EIP712Domain(" + String.join(",", DOMAIN) + ")"));
    out.writeBytes(Keccak256.of(name));
    out.writeBytes(Keccak256.of(version));
    out.writeBytes(word(BigInteger.valueOf(chainId)));
    out.writeBytes(word(verifyingContract));
    return Keccak256.of(out.toByteArray());
  }

  /** 32 bytes: "Message hash" on a hardware wallet. */
  public byte[] messageHash() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(Keccak256.of(typeText()));
    fields.forEach(field -> out.writeBytes(word(field.value())));
    return Keccak256.of(out.toByteArray());
  }

  /** 32 bytes: what is signed. */
  public byte[] digest() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x19);
    out.write(0x01);
    out.writeBytes(domainSeparator());
    out.writeBytes(messageHash());
    return Keccak256.of(out.toByteArray());
  }

  /** "0x"-hex of one of the hashes. */
  public static String hex(byte[] hash) {
    return "0x" + HexFormat.of().formatHex(hash);
  }

  /** The type as it is hashed, e.g. "Mail(string subject,address to)". */
  public String typeText() {
    return fields.stream()
        .map(field -> field.value().solidityType() + " " + field.name())
        .collect(Collectors.joining(",", type + "(", ")"));
  }

  /**
   * As JSON for a wallet: types (with EIP712Domain), primaryType, domain, message. Numbers of the
   * message are decimal strings.
   */
  public String json() {
    return new TypedDataJson(this).text();
  }

  static List<String> domainFields() {
    return DOMAIN;
  }

  private static byte[] word(Value value) {
    return switch (value) {
      case Value.Text text -> Keccak256.of(text.text());
      case Value.Texts texts -> {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        texts.texts().forEach(text -> out.writeBytes(Keccak256.of(text)));
        yield Keccak256.of(out.toByteArray());
      }
      case Value.Number number -> word(number.number());
      case Value.Count count -> word(BigInteger.valueOf(count.number()));
      case Value.Account account -> word(account.address());
      case Value.Bytes32 bytes -> HexFormat.of().parseHex(bytes.hex().substring(2));
    };
  }

  private static byte[] word(Address address) {
    return word(new BigInteger(address.hex().substring(2), 16));
  }

  /**
   * @throws IllegalArgumentException if it is negative or longer than 256 bits
   */
  private static byte[] word(BigInteger number) {
    if (number.signum() < 0 || number.bitLength() > 256) {
      throw new IllegalArgumentException("not an unsigned number of 256 bits");
    }
    byte[] bytes = number.toByteArray();
    byte[] word = new byte[32];
    int length = Math.min(bytes.length, 32);
    System.arraycopy(bytes, bytes.length - length, word, 32 - length, length);
    return word;
  }
}
