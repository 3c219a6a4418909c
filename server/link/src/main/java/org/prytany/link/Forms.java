package org.prytany.link;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The forms of all types that stand in the SPI's records. A value is read by its declared type and
 * by nothing that stands in the bytes, so that no bytes choose a class: records by their canonical
 * constructors, sealed interfaces by the place of a permitted record.
 */
final class Forms {

  /** Bytes of a frame, and so of anything in it. */
  static final int MOST_BYTES = 32 << 20;

  /** Members of one list. */
  private static final int MOST_MEMBERS = 1_000_000;

  /** By its first byte a text is one byte a character, or two. */
  private static final int NARROW = 0;

  private static final int WIDE = 1;

  private static final Map<Type, Form> KNOWN = new ConcurrentHashMap<>();

  private Forms() {}

  /**
   * The form of a type.
   *
   * @throws IllegalArgumentException if values of it cannot be sent
   */
  static Form of(Type type) {
    Form known = KNOWN.get(type);
    if (known == null) {
      known = type instanceof ParameterizedType some ? holding(some) : plain(type);
      KNOWN.put(type, known);
    }
    return known;
  }

  private static Form holding(ParameterizedType type) {
    Type raw = type.getRawType();
    Form member = of(type.getActualTypeArguments()[0]);
    if (raw == Optional.class) {
      return Form.of(
          (out, value) -> {
            Optional<?> given = (Optional<?>) value;
            out.writeBoolean(given.isPresent());
            if (given.isPresent()) {
              member.write(out, given.get());
            }
          },
          in -> in.readBoolean() ? Optional.of(member.read(in)) : Optional.empty());
    }
    if (raw == List.class || raw == Set.class) {
      return Form.of(
          (out, value) -> {
            Collection<?> given = (Collection<?>) value;
            out.writeInt(given.size());
            for (Object each : given) {
              member.write(out, each);
            }
          },
          in -> {
            int size = count(in, MOST_MEMBERS);
            Collection<Object> read = raw == List.class ? new ArrayList<>() : new LinkedHashSet<>();
            for (int i = 0; i < size; i++) {
              read.add(member.read(in));
            }
            return read;
          });
    }
    throw unknown(type);
  }

  private static Form plain(Type type) {
    if (type == String.class) {
      return Form.of((out, value) -> bytes(out, packed((String) value)), in -> text(bytes(in)));
    } else if (type == int.class || type == Integer.class) {
      return Form.of((out, value) -> out.writeInt((int) value), DataInput::readInt);
    } else if (type == long.class) {
      return Form.of((out, value) -> out.writeLong((long) value), DataInput::readLong);
    } else if (type == boolean.class || type == Boolean.class) {
      return Form.of((out, value) -> out.writeBoolean((boolean) value), DataInput::readBoolean);
    } else if (type == BigInteger.class) {
      return Form.of(
          (out, value) -> bytes(out, ((BigInteger) value).toByteArray()), Forms::integer);
    } else if (type == BigDecimal.class) {
      return Form.of(
          (out, value) -> {
            bytes(out, ((BigDecimal) value).unscaledValue().toByteArray());
            out.writeInt(((BigDecimal) value).scale());
          },
          in -> new BigDecimal(integer(in), in.readInt()));
    } else if (type == OptionalInt.class) {
      return Form.of(
          (out, value) -> {
            out.writeBoolean(((OptionalInt) value).isPresent());
            out.writeInt(((OptionalInt) value).orElse(0));
          },
          in -> {
            boolean there = in.readBoolean();
            int read = in.readInt();
            return there ? OptionalInt.of(read) : OptionalInt.empty();
          });
    } else if (type == LocalDate.class) {
      return Form.of(
          (out, value) -> out.writeInt(Math.toIntExact(((LocalDate) value).toEpochDay())),
          in -> LocalDate.ofEpochDay(in.readInt()));
    } else if (type == Instant.class) {
      return Form.of(
          (out, value) -> {
            out.writeLong(((Instant) value).getEpochSecond());
            out.writeInt(((Instant) value).getNano());
          },
          in -> Instant.ofEpochSecond(in.readLong(), in.readInt()));
    } else if (type == byte[].class) {
      return Form.of((out, value) -> bytes(out, (byte[]) value), Forms::bytes);
    } else if (type == float[][].class) {
      return Form.of(Forms::rows, Forms::rows);
    }
    return composed((Class<?>) type);
  }

  private static Form composed(Class<?> type) {
    if (type.isEnum()) {
      Object[] constants = type.getEnumConstants();
      return Form.of(
          (out, value) -> out.writeByte(((Enum<?>) value).ordinal()),
          in -> constants[place(in, constants.length)]);
    } else if (type.isRecord()) {
      return new RecordForm(type);
    } else if (type.isSealed()) {
      List<Class<?>> kinds = kinds(type).toList();
      return Form.of(
          (out, value) -> {
            int kind = kinds.indexOf(value.getClass());
            out.writeByte(kind);
            of(kinds.get(kind)).write(out, value);
          },
          in -> of(kinds.get(place(in, kinds.size()))).read(in));
    }
    throw unknown(type);
  }

  /** What a value of a sealed type can be, those of sealed types within it included. */
  private static Stream<Class<?>> kinds(Class<?> type) {
    return Stream.<Class<?>>of(type.getPermittedSubclasses())
        .flatMap(kind -> kind.isSealed() ? kinds(kind) : Stream.of(kind));
  }

  private static IllegalArgumentException unknown(Type type) {
    return new IllegalArgumentException("values of " + type.getTypeName() + " cannot be sent");
  }

  private static int place(DataInput in, int size) throws IOException {
    int read = in.readUnsignedByte();
    if (read >= size) {
      throw new IOException(read + " stands where one of " + size + " is to be named");
    }
    return read;
  }

  private static int count(DataInput in, int most) throws IOException {
    int read = in.readInt();
    if (read < 0 || read > most) {
      throw new IOException("so many of something cannot be sent: " + read);
    }
    return read;
  }

  private static BigInteger integer(DataInput in) throws IOException {
    byte[] read = bytes(in);
    if (read.length == 0) {
      throw new IOException("a number without digits");
    }
    return new BigInteger(read);
  }

  private static void bytes(DataOutput out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] bytes(DataInput in) throws IOException {
    return Frames.part(in, count(in, MOST_BYTES));
  }

  // Unpaired surrogates, which strangers write, survive; UTF-8 would lose them.
  private static byte[] packed(String text) {
    boolean narrow = StandardCharsets.ISO_8859_1.newEncoder().canEncode(text);
    byte[] body = narrow ? text.getBytes(StandardCharsets.ISO_8859_1) : wide(text);
    byte[] all = new byte[body.length + 1];
    all[0] = (byte) (narrow ? NARROW : WIDE);
    System.arraycopy(body, 0, all, 1, body.length);
    return all;
  }

  private static byte[] wide(String text) {
    ByteBuffer units = ByteBuffer.allocate(2 * text.length());
    units.asCharBuffer().put(text);
    return units.array();
  }

  private static String text(byte[] all) throws IOException {
    if (all.length == 0
        || all[0] < NARROW
        || all[0] > WIDE
        || (all[0] == WIDE && all.length % 2 == 0)) {
      throw new IOException("a text that says not how it is written");
    }
    return all[0] == NARROW
        ? new String(all, 1, all.length - 1, StandardCharsets.ISO_8859_1)
        : ByteBuffer.wrap(all, 1, all.length - 1).asCharBuffer().toString();
  }

  private static void rows(DataOutput out, Object value) throws IOException {
    float[][] rows = (float[][]) value;
    out.writeInt(rows.length);
    for (float[] row : rows) {
      ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * row.length);
      bytes.asFloatBuffer().put(row);
      bytes(out, bytes.array());
    }
  }

  private static float[][] rows(DataInput in) throws IOException {
    List<float[]> rows = new ArrayList<>();
    int size = count(in, MOST_MEMBERS);
    for (int i = 0; i < size; i++) {
      ByteBuffer bytes = ByteBuffer.wrap(bytes(in));
      float[] row = new float[bytes.remaining() / Float.BYTES];
      bytes.asFloatBuffer().get(row);
      rows.add(row);
    }
    return rows.toArray(new float[0][]);
  }
}
