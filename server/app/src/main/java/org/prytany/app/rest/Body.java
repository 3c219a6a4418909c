package org.prytany.app.rest;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.prytany.app.problem.BodyTooLarge;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.reading.Quoted;

/** A request's JSON object, whose fields are asked for one by one with errors that name them. */
public final class Body {

  private final JsonObject object;

  private Body(JsonObject object) {
    this.object = object;
  }

  /**
   * @throws PrytanyException INVALID_INPUT if it is no JSON object in UTF-8
   * @throws BodyTooLarge if it is larger than allowed
   */
  public static Body read(InputStream in) throws IOException {
    byte[] bytes = in.readAllBytes();
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
    } catch (CharacterCodingException e) {
      throw invalid("The request is not UTF-8 text: encode it as UTF-8.");
    }
    try (JsonReader reader =
        Json.createReader(
            new InputStreamReader(
                new java.io.ByteArrayInputStream(bytes), StandardCharsets.UTF_8))) {
      JsonStructure read = reader.read();
      if (read instanceof JsonObject object) {
        return new Body(object);
      }
    } catch (RuntimeException e) {
      // Beside JsonException, parsers throw what numbers and depths of their own throw.
      throw invalid("The request is not JSON that can be read: check it with a JSON tool.");
    } catch (StackOverflowError e) {
      throw invalid("The request is nested too deeply.");
    }
    throw invalid("The request is not a JSON object: send {...}.");
  }

  /**
   * The same, if it has no other fields than these.
   *
   * @throws PrytanyException INVALID_INPUT with one that it has beside them
   */
  public Body only(String... names) {
    for (String field : object.keySet()) {
      if (!List.of(names).contains(field)) {
        throw invalid(
            "The request has a field "
                + Quoted.of(field)
                + " that is not known here: take it out or correct its name; there are "
                + String.join(", ", names)
                + ".");
      }
    }
    return this;
  }

  /** A text that has to be there. */
  public String text(String name) {
    return optionalText(name)
        .orElseThrow(() -> invalid("The field '" + name + "' is missing: send it as text."));
  }

  /** Whether a field is there at all, be it empty. */
  public boolean has(String name) {
    return object.getOrDefault(name, JsonValue.NULL) != JsonValue.NULL;
  }

  /** A text that may be left out. */
  public Optional<String> optionalText(String name) {
    JsonValue value = object.get(name);
    if (value == null || value == JsonValue.NULL) {
      return Optional.empty();
    }
    if (value instanceof JsonString string) {
      return Optional.of(string.getString());
    }
    throw invalid("The field '" + name + "' is not text: send it in quotes.");
  }

  /** A whole number, written as a number or as text. */
  public long whole(String name) {
    JsonValue value = object.get(name);
    try {
      if (value instanceof JsonNumber number) {
        return number.longValueExact();
      }
      if (value instanceof JsonString string) {
        return Long.parseLong(string.getString());
      }
    } catch (ArithmeticException | NumberFormatException e) {
      // Said below, like a number that is missing.
    }
    throw invalid("The field '" + name + "' is missing or not a whole number.");
  }

  /** An object; empty if it is left out. */
  public JsonObject object(String name) {
    JsonValue value = object.get(name);
    if (value == null || value == JsonValue.NULL) {
      return JsonValue.EMPTY_JSON_OBJECT;
    }
    if (value instanceof JsonObject found) {
      return found;
    }
    throw invalid("The field '" + name + "' is not an object: send {...}.");
  }

  /** A list; empty if it is left out. */
  public JsonArray list(String name) {
    JsonValue value = object.get(name);
    if (value == null || value == JsonValue.NULL) {
      return JsonValue.EMPTY_JSON_ARRAY;
    }
    if (value instanceof JsonArray array) {
      return array;
    }
    throw invalid("The field '" + name + "' is not a list: send [...].");
  }

  /** A list of texts; empty if it is left out. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonValue value : list(name)) {
      if (!(value instanceof JsonString string)) {
        throw invalid("The field '" + name + "' is not a list of texts: send [\"...\"].");
      }
      texts.add(string.getString());
    }
    return texts;
  }

  static PrytanyException invalid(String message) {
    return new PrytanyException(FailureCode.INVALID_INPUT, message);
  }
}
