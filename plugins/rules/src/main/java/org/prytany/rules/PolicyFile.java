package org.prytany.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prytany.rules.Complaint.Place;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads a policy's YAML. It walks the node tree instead of binding objects: nothing in the file can
 * name a class, and every complaint knows its place.
 */
final class PolicyFile {

  private static final int MAX_REASON = 300;
  private static final Set<String> TOP_KEYS = Set.of("version", "rules");
  private static final Set<String> RULE_KEYS =
      Set.of("name", "when", "then", "reason", "uses-text");

  private final String where;
  private final List<String> lines;
  private final List<Complaint> complaints = new ArrayList<>();

  private PolicyFile(String where, String content) {
    this.where = where;
    this.lines = content.lines().toList();
  }

  /**
   * What a file says.
   *
   * @param rules in order; where there are complaints, those whose conditions can be looked at
   *     nevertheless
   * @param complaints all errors of form; none of what the conditions say
   */
  record Read(List<WrittenRule> rules, List<Complaint> complaints) {}

  /**
   * @param where the file's name, for messages
   */
  static Read read(String where, String content) {
    PolicyFile file = new PolicyFile(where, content);
    List<WrittenRule> rules = file.rules(content);
    return new Read(rules, List.copyOf(file.complaints));
  }

  private List<WrittenRule> rules(String content) {
    List<WrittenRule> read = new ArrayList<>();
    Optional<Node> root = YamlTree.of(where, content, this::wrong);
    if (root.isEmpty()) {
      return read;
    }
    Fields top = mapping(root.get(), TOP_KEYS, "the policy", Optional.empty());
    Optional<Node> version = top.required("version");
    version
        .filter(node -> !text(node, "version", Optional.empty()).orElse("1").equals("1"))
        .ifPresent(node -> wrong(node, "'version' must be 1"));
    Optional<Node> rules = top.required("rules");
    if (rules.isEmpty()) {
      return read;
    }
    if (!(rules.get() instanceof SequenceNode list) || list.getValue().isEmpty()) {
      wrong(rules.get(), "'rules' must be a list with at least one rule");
      return read;
    }
    Set<String> names = new HashSet<>();
    for (Node item : list.getValue()) {
      rule(item)
          .ifPresent(
              rule -> {
                if (!names.add(rule.name())) {
                  wrong(rule.place(), "there are two rules named '" + rule.name() + "'");
                }
                read.add(rule);
              });
    }
    return read;
  }

  /** A rule whose condition can be looked at; what is wrong beside it is told. */
  private Optional<WrittenRule> rule(Node node) {
    Fields fields = mapping(node, RULE_KEYS, "a rule", Optional.empty());
    if (fields.nodes().isEmpty()) {
      return Optional.empty();
    }
    Optional<Node> nameNode = fields.required("name", "this rule");
    Optional<String> name = nameNode.flatMap(its -> text(its, "name", Optional.empty()));
    if (name.isPresent() && !name.get().matches("[a-z0-9][a-z0-9-]{0,62}")) {
      wrong(nameNode.get(), "a rule's name has lower-case letters, digits and dashes only");
      name = Optional.empty();
    }
    Place place = nameNode.map(PolicyFile::place).orElse(place(node));
    Fields named = fields.of(name, place);
    Optional<ScalarNode> when = named.required("when").flatMap(its -> condition(its, node, named));
    Outcome then = named.required("then").map(its -> outcome(its, named)).orElse(Outcome.ESCALATE);
    String reason = named.required("reason").map(its -> reason(its, named)).orElse("");
    boolean usesText =
        Optional.ofNullable(fields.nodes().get("uses-text"))
            .map(its -> truth(its, named))
            .orElse(false);
    String called = name.orElse("");
    return when.map(
        its ->
            new WrittenRule(
                called, place, new Condition(its, lines), then, reason, usesText, yaml(node)));
  }

  private Optional<ScalarNode> condition(Node node, Node rule, Fields of) {
    Optional<ScalarNode> when = scalar(node, "when", of);
    if (when.map(its -> its.getValue().isBlank()).orElse(false)) {
      complaints.add(
          Complaint.error(
              where,
              keyPlace(rule, "when"),
              of.rule(),
              "'when' is empty",
              "Write a condition, e.g. chain_id == 1."));
      return Optional.empty();
    }
    return when;
  }

  private Outcome outcome(Node node, Fields of) {
    if (node instanceof MappingNode shares) {
      return WrittenShares.read(shares, (place, what, next) -> wrong(place, of.rule(), what, next))
          .map(Outcome::vote)
          .orElse(Outcome.ESCALATE);
    }
    Optional<Outcome> known = text(node, "then", of.rule()).flatMap(Outcome::of);
    if (known.isEmpty() && node instanceof ScalarNode) {
      String written = ((ScalarNode) node).getValue().toLowerCase(Locale.ROOT);
      wrong(
          node,
          of.rule(),
          "'then' must be one of " + Outcome.words() + ", or shares of a vote",
          Names.nearest(written, List.of(Outcome.words().split(", ")))
              .map(near -> "Did you mean '" + near + "'?")
              .orElse(""));
    }
    return known.orElse(Outcome.ESCALATE);
  }

  private String reason(Node node, Fields of) {
    String reason =
        text(node, "reason", of.rule()).map(its -> its.strip().replaceAll("\\s+", " ")).orElse("-");
    if (reason.isEmpty() || reason.length() > MAX_REASON) {
      wrong(node, of.rule(), "'reason' must have 1 to " + MAX_REASON + " characters", "");
    }
    Unseen.first(reason)
        .ifPresent(
            point ->
                wrong(
                    node,
                    of.rule(),
                    "'reason' has a character that is not seen: U+%04X".formatted(point),
                    "Take it out."));
    return reason;
  }

  private boolean truth(Node node, Fields of) {
    String word = text(node, "uses-text", of.rule()).orElse("false");
    if (!word.equals("true") && !word.equals("false")) {
      wrong(node, of.rule(), "'uses-text' must be true or false", "");
    }
    return word.equals("true");
  }

  /** The rule's lines as they are written, without the blanks that all of them start with. */
  private String yaml(Node node) {
    int first = node.getStartMark().map(Mark::getLine).orElse(0);
    int last = node.getEndMark().map(Mark::getLine).orElse(first);
    boolean begins = node.getEndMark().map(mark -> mark.getColumn() == 0).orElse(false);
    List<String> own =
        lines.subList(first, Math.clamp(begins ? last : last + 1L, first + 1, lines.size()));
    StringBuilder yaml = new StringBuilder();
    int indent = node.getStartMark().map(Mark::getColumn).orElse(0);
    for (int i = 0; i < own.size(); i++) {
      String line = own.get(i);
      // The first line has the dash of the list before the rule.
      boolean blank = line.length() < indent || (i > 0 && !line.substring(0, indent).isBlank());
      if (i > 0 && !line.isBlank() && blank) {
        break;
      }
      yaml.append(blank ? "" : line.substring(indent)).append('\n');
    }
    return yaml.toString().stripTrailing();
  }

  /**
   * The keys of one mapping, and what they belong to.
   *
   * @param meant known keys that others look like mistyped ones of
   */
  private record Fields(
      Map<String, Node> nodes,
      Set<String> meant,
      Place place,
      String what,
      Optional<String> rule,
      PolicyFile file) {

    Fields of(Optional<String> name, Place at) {
      return new Fields(
          nodes, meant, at, name.map(its -> "rule '" + its + "'").orElse("this rule"), name, file);
    }

    Optional<Node> required(String key) {
      return required(key, what);
    }

    Optional<Node> required(String key, String whose) {
      Node node = nodes.get(key);
      if (node == null && !meant.contains(key) && !nodes.isEmpty()) {
        file.wrong(place, whose + " has no '" + key + "'");
      }
      return Optional.ofNullable(node);
    }
  }

  private Fields mapping(Node node, Set<String> known, String what, Optional<String> rule) {
    Map<String, Node> fields = new LinkedHashMap<>();
    Set<String> meant = new HashSet<>();
    if (!(node instanceof MappingNode mapping)) {
      wrong(node, what + " must have keys: " + sorted(known));
      return new Fields(fields, meant, place(node), what, rule, this);
    }
    for (NodeTuple entry : mapping.getValue()) {
      Optional<String> key = text(entry.getKeyNode(), "a key", rule);
      if (key.isEmpty()) {
        continue;
      }
      if (!known.contains(key.get())) {
        Optional<String> near = Names.nearest(key.get(), known);
        near.ifPresent(meant::add);
        wrong(
            entry.getKeyNode(),
            Optional.empty(),
            "unknown key '" + key.get() + "' in " + what + "; known: " + sorted(known),
            near.map(name -> "Did you mean '" + name + "'?").orElse(""));
      } else if (fields.put(key.get(), entry.getValueNode()) != null) {
        wrong(entry.getKeyNode(), "'" + key.get() + "' is there twice");
      }
    }
    if (fields.isEmpty() && meant.isEmpty()) {
      wrong(node, what + " must have keys: " + sorted(known));
    }
    return new Fields(fields, meant, place(node), what, rule, this);
  }

  private Optional<String> text(Node node, String what, Optional<String> rule) {
    if (node instanceof ScalarNode scalar) {
      return Optional.of(scalar.getValue());
    }
    wrong(node, rule, what + " must be a single value", "");
    return Optional.empty();
  }

  private Optional<ScalarNode> scalar(Node node, String what, Fields of) {
    return text(node, what, of.rule()).map(text -> (ScalarNode) node);
  }

  private void wrong(Node node, String what) {
    wrong(node, Optional.empty(), what, "");
  }

  private void wrong(Place place, String what) {
    complaints.add(Complaint.error(where, place, Optional.empty(), what, ""));
  }

  private void wrong(Node node, Optional<String> rule, String what, String next) {
    complaints.add(Complaint.error(where, place(node), rule, what, next));
  }

  private static Place place(Node node) {
    return node.getStartMark().map(YamlTree::place).orElse(Place.START);
  }

  /** Where a key stands; what is empty stands nowhere itself. */
  private static Place keyPlace(Node mapping, String key) {
    return ((MappingNode) mapping)
        .getValue().stream()
            .map(NodeTuple::getKeyNode)
            .filter(its -> its instanceof ScalarNode scalar && scalar.getValue().equals(key))
            .findFirst()
            .map(PolicyFile::place)
            .orElse(place(mapping));
  }

  private static String sorted(Set<String> keys) {
    return String.join(", ", keys.stream().sorted().toList());
  }
}
