package org.prytany.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads a policy's YAML. It walks the node tree instead of binding objects: nothing in the file can
 * name a class, and every complaint knows its line.
 */
final class PolicyFile {

  private static final int MAX_CHARACTERS = 1_000_000;
  private static final int MAX_REASON = 300;
  private static final int DEEPEST = 20;
  private static final Set<String> TOP_KEYS = Set.of("version", "rules");
  private static final Set<String> RULE_KEYS =
      Set.of("name", "when", "then", "reason", "uses-text");

  private final String where;

  private PolicyFile(String where) {
    this.where = where;
  }

  /**
   * @param where the file's name, for messages
   * @throws PolicyException naming the line of the first thing that is wrong
   */
  static List<WrittenRule> read(String where, String content) {
    return new PolicyFile(where).rules(content);
  }

  private List<WrittenRule> rules(String content) {
    Map<String, Node> top = mapping(root(content), TOP_KEYS, "the policy");
    Node version = required(top, "version", 1, "the policy");
    if (!text(version, "version").equals("1")) {
      throw wrong(version, "'version' must be 1");
    }
    Node rules = required(top, "rules", line(version), "the policy");
    if (!(rules instanceof SequenceNode list) || list.getValue().isEmpty()) {
      throw wrong(rules, "'rules' must be a list with at least one rule");
    }
    List<WrittenRule> read = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Node item : list.getValue()) {
      WrittenRule rule = rule(item);
      if (!names.add(rule.name())) {
        throw new PolicyException(
            where, rule.line(), "there are two rules named '" + rule.name() + "'");
      }
      read.add(rule);
    }
    return List.copyOf(read);
  }

  private Node root(String content) {
    if (content.length() > MAX_CHARACTERS) {
      throw new PolicyException(
          where, 1, "the file is longer than a policy can be (" + MAX_CHARACTERS + " characters)");
    }
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(where)
            .setUseMarks(true)
            .setAllowDuplicateKeys(false)
            .setMaxAliasesForCollections(0)
            .build();
    try {
      refuseDeep(settings, content);
      Optional<Node> root = new Compose(settings).composeString(content);
      return root.orElseThrow(
          () -> new PolicyException(where, 1, "the file is empty; it needs 'version' and 'rules'"));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new PolicyException(where, line, "this is not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      throw new PolicyException(where, 1, "this is not YAML: " + e.getMessage());
    }
  }

  /** Nodes are put together by calls within calls; events are not. */
  private void refuseDeep(LoadSettings settings, String content) {
    int depth = 0;
    for (Event event : new Parse(settings).parseString(content)) {
      if (event instanceof CollectionStartEvent) {
        depth++;
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
      if (depth > DEEPEST) {
        throw new PolicyException(
            where,
            event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1),
            "lists and keys lie in each other more than " + DEEPEST + " deep; a policy needs 3");
      }
    }
  }

  private WrittenRule rule(Node node) {
    Map<String, Node> fields = mapping(node, RULE_KEYS, "a rule");
    Node nameNode = required(fields, "name", line(node), "this rule");
    String name = text(nameNode, "name");
    if (!name.matches("[a-z0-9][a-z0-9-]{0,62}")) {
      throw wrong(nameNode, "a rule's name has lower-case letters, digits and dashes only");
    }
    String rule = "rule '" + name + "'";
    int line = line(nameNode);
    Node when = required(fields, "when", line, rule);
    Node thenNode = required(fields, "then", line, rule);
    Node reasonNode = required(fields, "reason", line, rule);
    String reason = text(reasonNode, "reason").strip().replaceAll("\\s+", " ");
    if (reason.isEmpty() || reason.length() > MAX_REASON) {
      throw wrong(reasonNode, rule + ": 'reason' must have 1 to " + MAX_REASON + " characters");
    }
    Outcome then =
        Outcome.of(text(thenNode, "then"))
            .orElseThrow(
                () -> wrong(thenNode, rule + ": 'then' must be one of " + Outcome.words()));
    Node uses = fields.get("uses-text");
    boolean usesText = uses != null && truth(uses, rule);
    return new WrittenRule(
        name, line, firstLine(when), text(when, "when").strip(), then, reason, usesText);
  }

  private Map<String, Node> mapping(Node node, Set<String> known, String what) {
    if (!(node instanceof MappingNode mapping)) {
      throw wrong(node, what + " must have keys: " + sorted(known));
    }
    Map<String, Node> fields = new LinkedHashMap<>();
    for (NodeTuple entry : mapping.getValue()) {
      String key = text(entry.getKeyNode(), "a key");
      if (!known.contains(key)) {
        throw wrong(
            entry.getKeyNode(),
            "unknown key '" + key + "' in " + what + "; known: " + sorted(known));
      }
      if (fields.put(key, entry.getValueNode()) != null) {
        throw wrong(entry.getKeyNode(), "'" + key + "' is there twice");
      }
    }
    return fields;
  }

  private Node required(Map<String, Node> fields, String key, int line, String what) {
    Node node = fields.get(key);
    if (node == null) {
      throw new PolicyException(where, line, what + " has no '" + key + "'");
    }
    return node;
  }

  private String text(Node node, String what) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw wrong(node, what + " must be a single value");
  }

  private boolean truth(Node node, String rule) {
    return switch (text(node, "uses-text")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(node, rule + ": 'uses-text' must be true or false");
    };
  }

  private PolicyException wrong(Node node, String what) {
    return new PolicyException(where, line(node), what);
  }

  // A block scalar's mark is at its '|' or '>', and its text starts on the line after.
  private static int firstLine(Node node) {
    boolean block =
        node instanceof ScalarNode scalar
            && (scalar.getScalarStyle() == ScalarStyle.LITERAL
                || scalar.getScalarStyle() == ScalarStyle.FOLDED);
    return block ? line(node) + 1 : line(node);
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  private static String sorted(Set<String> keys) {
    return String.join(", ", keys.stream().sorted().toList());
  }
}
