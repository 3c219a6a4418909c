package org.prytany.signer.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.prytany.spi.Address;
import org.prytany.spi.Shares;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;

/**
 * The line's own records as JSON and back. Both ends are one build, so the records are the form;
 * which type is read never depends on what is read. Every field has to be there, none beside them;
 * integers beyond a long, addresses and times travel as text.
 */
public final class WireJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(module())
          // A record is its components: what it says of itself beside them is no field.
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .build();

  static {
    MAPPER
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(32)
                .maxStringLength(Frames.LARGEST)
                .build());
  }

  private WireJson() {}

  /** Records, lists and texts as JSON. */
  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record could not be written: " + e.getOriginalMessage());
    }
  }

  /** The same in one line of text. */
  public static String text(Object value) {
    return new String(bytes(value), StandardCharsets.UTF_8);
  }

  /** The same as a tree. */
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** A tree without anything. */
  public static JsonNode nothing() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * @throws IllegalArgumentException if it is not exactly that
   */
  public static <T> T read(byte[] json, Class<T> type) {
    return parsed(() -> MAPPER.readValue(json, type), type.getSimpleName());
  }

  /**
   * @throws IllegalArgumentException if it is not exactly that
   */
  public static <T> T read(String json, Class<T> type) {
    return read(json.getBytes(StandardCharsets.UTF_8), type);
  }

  /**
   * @throws IllegalArgumentException if it is not exactly that
   */
  public static <T> T read(JsonNode json, Class<T> type) {
    return parsed(() -> MAPPER.treeToValue(json, type), type.getSimpleName());
  }

  /** A list of one type. */
  public static <T> java.util.List<T> readList(JsonNode json, Class<T> type) {
    JavaType list = MAPPER.getTypeFactory().constructCollectionType(java.util.List.class, type);
    return parsed(() -> MAPPER.treeToValue(json, list), type.getSimpleName());
  }

  private interface Reading<T> {
    @Nullable T read() throws IOException;
  }

  private static <T> T parsed(Reading<T> reading, String what) {
    try {
      T value = reading.read();
      if (value == null) {
        throw new IllegalArgumentException("no " + what + " is there");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("it is no " + what + ": " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("it is no " + what, e);
    }
  }

  private static SimpleModule module() {
    SimpleModule module = new SimpleModule("prytany-wire");
    text(module, Address.class, Address::hex, Address::new);
    text(module, BigInteger.class, BigInteger::toString, WireJson::integer);
    text(module, Instant.class, Instant::toString, Instant::parse);
    module.addKeyDeserializer(
        Address.class,
        new KeyDeserializer() {
          @Override
          public Object deserializeKey(String key, DeserializationContext context) {
            return new Address(key);
          }
        });
    module.addSerializer(new OptionalWriter());
    module.addDeserializer(Optional.class, new OptionalReader(null));
    module.addSerializer(OptionalLong.class, new OptionalLongWriter());
    module.addDeserializer(OptionalLong.class, new OptionalLongReader());
    module.addSerializer(OptionalInt.class, new OptionalIntWriter());
    module.addDeserializer(OptionalInt.class, new OptionalIntReader());
    module.addSerializer(VoteDecision.class, new DecisionWriter());
    module.addDeserializer(VoteDecision.class, new DecisionReader());
    return module;
  }

  private static BigInteger integer(String digits) {
    if (!digits.matches("-?(0|[1-9][0-9]{0,90})")) {
      throw new IllegalArgumentException("not a decimal integer");
    }
    return new BigInteger(digits);
  }

  private static <T> void text(
      SimpleModule module, Class<T> type, Function<T, String> write, Function<String, T> read) {
    module.addSerializer(
        type,
        new JsonSerializer<T>() {
          @Override
          public void serialize(T value, JsonGenerator to, SerializerProvider provider)
              throws IOException {
            to.writeString(write.apply(value));
          }
        });
    module.addDeserializer(
        type,
        new JsonDeserializer<T>() {
          @Override
          public T deserialize(JsonParser from, DeserializationContext context) throws IOException {
            if (!from.hasToken(com.fasterxml.jackson.core.JsonToken.VALUE_STRING)) {
              return context.reportInputMismatch(type, "a text was expected");
            }
            try {
              return read.apply(from.getText());
            } catch (RuntimeException e) {
              return context.reportInputMismatch(type, "it is none: %s", from.getText());
            }
          }
        });
  }

  private static final class OptionalWriter extends JsonSerializer<Optional<?>> {
    @Override
    @SuppressWarnings("unchecked") // There is no literal of a class with a wildcard.
    public Class<Optional<?>> handledType() {
      return (Class<Optional<?>>) (Class<?>) Optional.class;
    }

    @Override
    public boolean isEmpty(SerializerProvider provider, Optional<?> value) {
      return value.isEmpty();
    }

    @Override
    public void serialize(Optional<?> value, JsonGenerator to, SerializerProvider provider)
        throws IOException {
      if (value.isEmpty()) {
        to.writeNull();
      } else {
        provider.defaultSerializeValue(value.get(), to);
      }
    }
  }

  private static final class OptionalReader extends JsonDeserializer<Optional<?>>
      implements ContextualDeserializer {
    private final @Nullable JavaType type;

    OptionalReader(@Nullable JavaType type) {
      this.type = type;
    }

    @Override
    public JsonDeserializer<?> createContextual(
        DeserializationContext context, @Nullable BeanProperty property) {
      JavaType whole = property == null ? context.getContextualType() : property.getType();
      return new OptionalReader(whole.containedType(0));
    }

    @Override
    public Optional<?> deserialize(JsonParser from, DeserializationContext context)
        throws IOException {
      return Optional.ofNullable(context.readValue(from, type));
    }

    @Override
    public Optional<?> getNullValue(DeserializationContext context) {
      return Optional.empty();
    }
  }

  private static final class OptionalLongWriter extends JsonSerializer<OptionalLong> {
    @Override
    public void serialize(OptionalLong value, JsonGenerator to, SerializerProvider provider)
        throws IOException {
      if (value.isEmpty()) {
        to.writeNull();
      } else {
        to.writeNumber(value.getAsLong());
      }
    }
  }

  private static final class OptionalLongReader extends JsonDeserializer<OptionalLong> {
    @Override
    public OptionalLong deserialize(JsonParser from, DeserializationContext context)
        throws IOException {
      return OptionalLong.of(from.getLongValue());
    }

    @Override
    public OptionalLong getNullValue(DeserializationContext context) {
      return OptionalLong.empty();
    }
  }

  private static final class OptionalIntWriter extends JsonSerializer<OptionalInt> {
    @Override
    public void serialize(OptionalInt value, JsonGenerator to, SerializerProvider provider)
        throws IOException {
      if (value.isEmpty()) {
        to.writeNull();
      } else {
        to.writeNumber(value.getAsInt());
      }
    }
  }

  private static final class OptionalIntReader extends JsonDeserializer<OptionalInt> {
    @Override
    public OptionalInt deserialize(JsonParser from, DeserializationContext context)
        throws IOException {
      return OptionalInt.of(from.getIntValue());
    }

    @Override
    public OptionalInt getNullValue(DeserializationContext context) {
      return OptionalInt.empty();
    }
  }

  /** The decisions in one form, named by a word of ours and never by a class. */
  private record Decision(
      String is, Optional<Support> support, Optional<Shares> shares, String rule, String reason) {

    /** What is no vote. */
    Decision(String is, String rule, String reason) {
      this(is, Optional.empty(), Optional.empty(), rule, reason);
    }
  }

  private static final class DecisionWriter extends JsonSerializer<VoteDecision> {
    @Override
    public void serialize(VoteDecision value, JsonGenerator to, SerializerProvider provider)
        throws IOException {
      provider.defaultSerializeValue(
          switch (value) {
            case VoteDecision.Cast cast ->
                new Decision(
                    "cast",
                    Optional.of(cast.support()),
                    Optional.empty(),
                    cast.rule(),
                    cast.reason());
            case VoteDecision.Split split ->
                new Decision(
                    "split",
                    Optional.empty(),
                    Optional.of(split.shares()),
                    split.rule(),
                    split.reason());
            case VoteDecision.Refrain refrain ->
                new Decision("refrain", refrain.rule(), refrain.reason());
            case VoteDecision.Escalate escalate ->
                new Decision("escalate", escalate.rule(), escalate.reason());
            case VoteDecision.NotYet notYet ->
                new Decision("not-yet", notYet.rule(), notYet.reason());
          },
          to);
    }
  }

  private static final class DecisionReader extends JsonDeserializer<VoteDecision> {
    private static final Map<String, Function<Decision, VoteDecision>> FORMS =
        Map.of(
            "cast",
            form -> new VoteDecision.Cast(form.support().orElseThrow(), form.rule(), form.reason()),
            "split",
            form -> new VoteDecision.Split(form.shares().orElseThrow(), form.rule(), form.reason()),
            "refrain",
            form -> new VoteDecision.Refrain(form.rule(), form.reason()),
            "escalate",
            form -> new VoteDecision.Escalate(form.rule(), form.reason()),
            "not-yet",
            form -> new VoteDecision.NotYet(form.rule(), form.reason()));

    @Override
    public VoteDecision deserialize(JsonParser from, DeserializationContext context)
        throws IOException {
      Decision form = context.readValue(from, Decision.class);
      Function<Decision, VoteDecision> made = FORMS.get(form.is());
      if (made == null
          || form.is().equals("cast") != form.support().isPresent()
          || form.is().equals("split") != form.shares().isPresent()) {
        return context.reportInputMismatch(VoteDecision.class, "no decision: %s", form.is());
      }
      return made.apply(form);
    }
  }
}
