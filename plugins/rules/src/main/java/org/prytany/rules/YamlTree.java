package org.prytany.rules;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.prytany.rules.Complaint.Place;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads YAML into nodes with their places, and refuses what no policy needs. */
final class YamlTree {

  private static final int MAX_CHARACTERS = 1_000_000;
  private static final int DEEPEST = 20;

  private final String where;
  private final BiConsumer<Place, String> wrong;

  private YamlTree(String where, BiConsumer<Place, String> wrong) {
    this.where = where;
    this.wrong = wrong;
  }

  /**
   * @param wrong told what is wrong, and where
   * @return empty if something is wrong
   */
  static Optional<Node> of(String where, String content, BiConsumer<Place, String> wrong) {
    return new YamlTree(where, wrong).root(content);
  }

  /** From 1, as people count. */
  static Place place(Mark mark) {
    return new Place(mark.getLine() + 1, mark.getColumn() + 1);
  }

  private Optional<Node> root(String content) {
    if (content.length() > MAX_CHARACTERS) {
      wrong.accept(
          Place.START,
          "the file is longer than a policy can be (" + MAX_CHARACTERS + " characters)");
      return Optional.empty();
    }
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(where)
            .setUseMarks(true)
            .setAllowDuplicateKeys(false)
            .setMaxAliasesForCollections(0)
            .build();
    try {
      if (isDeep(settings, content) || repeats(settings, content)) {
        return Optional.empty();
      }
      Optional<Node> root = new Compose(settings).composeString(content);
      if (root.isEmpty()) {
        wrong.accept(Place.START, "the file is empty; it needs 'version' and 'rules'");
      }
      return root;
    } catch (MarkedYamlEngineException e) {
      wrong.accept(
          e.getProblemMark().map(YamlTree::place).orElse(Place.START),
          "this is not YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      wrong.accept(Place.START, "this is not YAML: " + e.getMessage());
    }
    return Optional.empty();
  }

  /** Whether a mapping or a list is named and put in again elsewhere: a rule says all of itself. */
  private boolean repeats(LoadSettings settings, String content) {
    Set<String> named = new HashSet<>();
    boolean found = false;
    for (Event event : new Parse(settings).parseString(content)) {
      if (event instanceof CollectionStartEvent start) {
        start.getAnchor().ifPresent(anchor -> named.add(anchor.getValue()));
      } else if (event instanceof AliasEvent alias && named.contains(alias.getAlias().getValue())) {
        found = true;
        wrong.accept(
            event.getStartMark().map(YamlTree::place).orElse(Place.START),
            "'*" + alias.getAlias() + "' repeats keys or a list from elsewhere; write them out");
      }
    }
    return found;
  }

  /** Nodes are put together by calls within calls; events are not. */
  private boolean isDeep(LoadSettings settings, String content) {
    int depth = 0;
    for (Event event : new Parse(settings).parseString(content)) {
      if (event instanceof CollectionStartEvent) {
        depth++;
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
      if (depth > DEEPEST) {
        wrong.accept(
            event.getStartMark().map(YamlTree::place).orElse(Place.START),
            "lists and keys lie in each other more than " + DEEPEST + " deep; a policy needs 3");
        return true;
      }
    }
    return false;
  }
}
