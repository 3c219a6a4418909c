package org.prytany.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.prytany.cli.ApiClient;

/**
 * A proposal as `POST /api/v1/digest` takes it.
 *
 * @param id the caller's own
 * @param title "" for none
 * @param body Markdown
 * @param actions a JSON array of published calls
 */
record Proposal(String id, String title, String body, JsonNode actions) {

  int words() {
    return body.isBlank() ? 0 : body.strip().split("\\s+", -1).length;
  }

  ObjectNode request() {
    ObjectNode request = ApiClient.JSON.createObjectNode();
    request.put("id", id).put("title", title).put("body", body);
    request.set("actions", actions);
    return request;
  }
}
