package org.prytany.app.draft;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonConfig;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.governance.reading.Quoted;

/**
 * A value of a JSON file with the way to it, so that each error names the place: {@code
 * transactions[2].to}.
 *
 * @param path "" for the whole file
 */
record Place(JsonValue value, String path) {

  private static final String EIP155 = "eip155:";

  /**
   * @throws PrytanyException INVALID_INPUT with line and column
   */
  static Place parsed(String text) {
    // A field that is there twice would be read one way here and another way elsewhere.
    Map<String, ?> strict = Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE);
    try (JsonReader reader =
        Json.createReaderFactory(strict).createReader(new StringReader(text))) {
      return new Place(reader.readValue(), "");
    } catch (JsonParsingException e) {
      throw wrong(
          "The calls are no JSON: they break off or go wrong in line "
              + e.getLocation().getLineNumber()
              + ", column "
              + e.getLocation().getColumnNumber()
              + ". Look there for a missing comma, quote or bracket, or for a field that is there"
              + " twice; or copy the file again.");
    } catch (RuntimeException e) {
      throw wrong(
          "The calls are no JSON that can be read: a number is too long, or something"
              + " follows behind the end. Check the file with a JSON tool.");
    } catch (StackOverflowError e) {
      throw wrong("The calls are nested too deeply to be read.");
    }
  }

  static PrytanyException wrong(String message) {
    return new PrytanyException(FailureCode.INVALID_INPUT, message);
  }

  /** An error here. */
  PrytanyException refused(String what) {
    return wrong((path.isEmpty() ? "The file" : "“" + path + "”") + " " + what);
  }

  boolean has(String field) {
    return value instanceof JsonObject object
        && object.get(field) != null
        && object.get(field) != JsonValue.NULL;
  }

  /** A field that has to be there. */
  Place at(String field) {
    if (!(value instanceof JsonObject object)) {
      throw refused("is no object: write {...} there.");
    }
    JsonValue found = object.get(field);
    if (found == null || found == JsonValue.NULL) {
      throw refused("has no " + Quoted.of(field) + ": add it.");
    }
    return new Place(found, path.isEmpty() ? field : path + "." + field);
  }

  Optional<Place> maybe(String field) {
    return has(field) ? Optional.of(at(field)) : Optional.empty();
  }

  /**
   * The field of one meaning, whichever of its names it has.
   *
   * @throws PrytanyException INVALID_INPUT if both are there
   */
  Optional<Place> either(String name, String other) {
    if (has(name) && has(other)) {
      throw refused(
          "has both “" + name + "” and “" + other + "”, which mean the same: leave one out.");
    }
    return maybe(name).or(() -> maybe(other));
  }

  /** A chain's number by EIP-155. */
  OptionalLong chain() {
    String written = written();
    String number = written.startsWith(EIP155) ? written.substring(EIP155.length()) : written;
    return Written.whole(number)
        .filter(id -> id.signum() > 0 && id.bitLength() < Long.SIZE - 1)
        .map(id -> OptionalLong.of(id.longValue()))
        .orElseThrow(() -> refused("is no chain's number: write it as in “1”."));
  }

  /** The elements of a list. */
  List<Place> each() {
    if (!(value instanceof JsonArray list)) {
      throw refused("is no list: write [...] there.");
    }
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      places.add(new Place(list.get(i), path + "[" + i + "]"));
    }
    return places;
  }

  String text() {
    if (value instanceof JsonString string) {
      return string.getString();
    }
    throw refused("is no text: write it in quotes.");
  }

  /** A text or a number, as it is written. */
  String written() {
    return value instanceof JsonString string ? string.getString() : value.toString();
  }

  /** An account's address; what is written with a checksum has to fit it. */
  String address() {
    return Written.address(text()).orElseThrow(() -> refused(Written.NO_ADDRESS));
  }

  /** "0x" and bytes. */
  String bytes() {
    return Written.bytes(text()).orElseThrow(() -> refused(Written.NO_BYTES));
  }

  /** Wei as a decimal: from digits, "0x" and digits, or a JSON number. */
  String wei() {
    Optional<BigInteger> amount =
        value instanceof JsonNumber number
            ? Optional.of(number).filter(JsonNumber::isIntegral).map(JsonNumber::bigIntegerValue)
            : value instanceof JsonString string
                ? Written.whole(string.getString())
                : Optional.empty();
    return amount
        .filter(wei -> wei.signum() >= 0 && wei.bitLength() <= Written.MOST_BITS)
        .orElseThrow(() -> refused(Written.NO_WEI))
        .toString();
  }
}
