package org.prytany.governance.typeddata;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.prytany.governance.hash.Checksum;
import org.prytany.governance.typeddata.TypedData.Field;
import org.prytany.governance.typeddata.TypedData.Value;

/** Writes typed data as the JSON that wallets take. */
final class TypedDataJson {

  private final TypedData data;

  TypedDataJson(TypedData data) {
    this.data = data;
  }

  String text() {
    List<String> domainTypes = new ArrayList<>();
    for (String field : TypedData.domainFields()) {
      int space = field.indexOf(' ');
      domainTypes.add(declared(field.substring(space + 1), field.substring(0, space)));
    }
    List<String> types = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (Field field : data.fields()) {
      types.add(declared(field.name(), field.value().solidityType()));
      values.add(quoted(field.name()) + ":" + json(field.value()));
    }
    return "{\"types\":{\"EIP712Domain\":"
        + array(domainTypes)
        + ","
        + quoted(data.type())
        + ":"
        + array(types)
        + "},\"primaryType\":"
        + quoted(data.type())
        + ",\"domain\":{\"name\":"
        + quoted(data.name())
        + ",\"version\":"
        + quoted(data.version())
        + ",\"chainId\":"
        + data.chainId()
        + ",\"verifyingContract\":"
        + quoted(Checksum.of(data.verifyingContract()))
        + "},\"message\":{"
        + String.join(",", values)
        + "}}";
  }

  private static String declared(String name, String type) {
    return "{\"name\":" + quoted(name) + ",\"type\":" + quoted(type) + "}";
  }

  private static String array(List<String> parts) {
    return "[" + String.join(",", parts) + "]";
  }

  private static String json(Value value) {
    return switch (value) {
      case Value.Text text -> quoted(text.text());
      case Value.Texts texts ->
          texts.texts().stream()
              .map(TypedDataJson::quoted)
              .collect(Collectors.joining(",", "[", "]"));
      case Value.Number number -> quoted(number.number().toString());
      case Value.Count count -> quoted(Long.toString(count.number()));
      case Value.Account account -> quoted(Checksum.of(account.address()));
      case Value.Bytes32 bytes -> quoted(bytes.hex());
    };
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20 || c > 0x7e) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
