package org.prytany.signerd.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prytany.governance.act.Act;
import org.prytany.governance.act.ActKind;
import org.prytany.governance.findings.Finding;
import org.prytany.governance.findings.Verdict;
import org.prytany.governance.proposal.Proposal;
import org.prytany.governance.sending.SigningRequest;
import org.prytany.signer.wire.Ask;
import org.prytany.signer.wire.WireJson;
import org.prytany.spi.Address;
import org.prytany.spi.Support;
import org.prytany.spi.VoteDecision;

/**
 * Whoever can write to the store changes, deletes, reorders or puts back every field of what the
 * server reads from it and asks a signature with.
 */
class TamperedStoreSuiteTest {

  private static final List<String> DOCUMENTS = List.of("content", "decision", "verdict");

  private final Suite suite = new Suite("tampered store");

  @Test
  void nothingIsSignedThatWouldNotBeSignedFromTheStoreAsItWas(@TempDir Path folder) {
    for (ActKind kind : ActKind.values()) {
      try (GuardWorld world = new GuardWorld(folder.resolve(kind.name()))) {
        attack(world, kind);
      }
    }
    suite.done(400);
  }

  private void attack(GuardWorld world, ActKind kind) {
    Proposal before = world.honest(GuardWorld.content());
    Proposal other =
        world.honest(GuardWorld.content("# Another", new Address("0x" + "12".repeat(20))));
    // Decided and compared once more: what was true before is what a rollback brings back.
    Proposal proposal =
        before
            .change()
            .decision(
                Optional.of(
                    world.sealed(
                        GuardWorld.decided(GuardWorld.content(), GuardWorld.cast()),
                        GuardWorld.content())))
            .verdict(Optional.of(world.sealed(noted(world), GuardWorld.content())))
            .build();
    world.approve(proposal);
    world.ready(kind);
    SigningRequest honest = world.request(kind, proposal);
    Act.Submission allowed = world.guard.sign(honest);
    JsonNode tree = WireJson.tree(wire(honest));
    for (String document : DOCUMENTS) {
      for (Change change : changes(tree.path(document), document)) {
        ObjectNode changed = tree.deepCopy();
        change.in().accept(changed);
        suite.onlyThis(
            kind + " " + change.what(),
            Optional.of(allowed),
            () -> world.guard.sign(request(WireJson.read((JsonNode) changed, Ask.Sign.class))));
      }
    }
    for (Proposal old : List.of(before, other)) {
      JsonNode older = WireJson.tree(wire(world.request(kind, old)));
      for (int parts = 1; parts < 8; parts++) {
        ObjectNode changed = tree.deepCopy();
        for (int i = 0; i < DOCUMENTS.size(); i++) {
          if ((parts >> i & 1) == 1) {
            changed.set(DOCUMENTS.get(i), older.path(DOCUMENTS.get(i)));
          }
        }
        suite.onlyThis(
            kind + " put back " + parts,
            Optional.of(allowed),
            () -> world.guard.sign(request(WireJson.read((JsonNode) changed, Ask.Sign.class))));
      }
    }
    forged(world, kind, proposal, allowed);
  }

  /** What somebody would write who knows the form, and not the key of the seals. */
  private void forged(GuardWorld world, ActKind kind, Proposal proposal, Act.Submission allowed) {
    String seal = proposal.decision().orElseThrow().seal();
    for (Support support : Support.values()) {
      for (String reason : List.of("small grant", "", "other")) {
        for (String forged : List.of(seal, "", "0-", seal.replace('0', '1'))) {
          VoteDecision decision = new VoteDecision.Cast(support, "grants", reason);
          Proposal changed =
              proposal
                  .change()
                  .decision(
                      Optional.of(GuardWorld.decided(proposal.content(), decision).sealed(forged)))
                  .build();
          suite.onlyThis(
              "forged " + support + " " + reason,
              Optional.of(allowed),
              () ->
                  world.guard.sign(
                      kind == ActKind.VOTE
                          ? new SigningRequest(
                              kind,
                              GuardWorld.DAO,
                              changed,
                              GuardWorld.terms(
                                  kind,
                                  world.chain.vote(
                                      GuardWorld.DAO,
                                      changed.content(),
                                      world.chain.supports.getOrDefault(support, 9),
                                      reason),
                                  GuardWorld.GWEI))
                          : world.request(kind, changed)));
        }
      }
    }
  }

  private static Verdict noted(GuardWorld world) {
    Verdict plain = world.verdict(GuardWorld.content());
    return new Verdict(
        plain.contentHash(),
        plain.effectsHash(),
        List.of(
            new Verdict.Match(0, 0, Verdict.Status.CONSISTENT, "25,000"),
            new Verdict.Match(1, -1, Verdict.Status.NOT_EXECUTED, "soon")),
        List.of(
            new Finding("A", Finding.Severity.AMBER, "one", Optional.empty(), 0),
            new Finding("B", Finding.Severity.NOTE, "two", Optional.empty(), -1)));
  }

  private static Ask.Sign wire(SigningRequest request) {
    return new Ask.Sign(
        request.kind(),
        request.dao(),
        request.proposal().content(),
        request.proposal().decision(),
        request.proposal().verdict(),
        request.terms());
  }

  private static SigningRequest request(Ask.Sign sign) {
    return new SigningRequest(
        sign.kind(),
        sign.dao(),
        Proposal.fresh(sign.content())
            .change()
            .decision(sign.decision())
            .verdict(sign.verdict())
            .build(),
        sign.terms());
  }

  private record Change(String what, Consumer<ObjectNode> in) {}

  /** Every change of every field below a place. */
  private static List<Change> changes(JsonNode node, String path) {
    List<Change> all = new ArrayList<>();
    collect(node, List.of(path), all);
    return all;
  }

  private static void collect(JsonNode node, List<Object> path, List<Change> all) {
    replace(path, JsonNodeFactory.instance.nullNode(), "null", all);
    all.add(new Change("delete " + path, root -> remove(root, path)));
    if (node.isObject()) {
      node.fieldNames().forEachRemaining(name -> collect(node.path(name), plus(path, name), all));
    } else if (node.isArray()) {
      ArrayNode reversed = JsonNodeFactory.instance.arrayNode();
      for (int i = node.size() - 1; i >= 0; i--) {
        reversed.add(node.get(i));
      }
      replace(path, reversed, "reversed", all);
      replace(path, JsonNodeFactory.instance.arrayNode(), "emptied", all);
      ArrayNode doubled = node.deepCopy();
      doubled.addAll((ArrayNode) node.deepCopy());
      replace(path, doubled, "doubled", all);
      for (int i = 0; i < node.size(); i++) {
        collect(node.get(i), plus(path, i), all);
      }
    } else if (node.isTextual()) {
      String text = node.asText();
      replace(path, TextNode.valueOf(text + "0"), "longer", all);
      replace(path, TextNode.valueOf(""), "empty", all);
      if (!text.isEmpty()) {
        char last = text.charAt(text.length() - 1) == '1' ? '2' : '1';
        replace(path, TextNode.valueOf(text.substring(0, text.length() - 1) + last), "other", all);
      }
    } else if (node.isNumber()) {
      replace(path, IntNode.valueOf(node.asInt() + 1), "one more", all);
      replace(path, IntNode.valueOf(-7), "negative", all);
    }
  }

  private static void replace(List<Object> path, JsonNode by, String what, List<Change> all) {
    all.add(new Change(what + " " + path, root -> set(root, path, by)));
  }

  private static JsonNode parent(ObjectNode root, List<Object> path) {
    JsonNode at = root;
    for (Object part : path.subList(0, path.size() - 1)) {
      at = part instanceof Integer index ? at.get(index) : at.get((String) part);
    }
    return at;
  }

  private static void set(ObjectNode root, List<Object> path, JsonNode by) {
    JsonNode parent = parent(root, path);
    if (path.getLast() instanceof Integer index) {
      ((ArrayNode) parent).set(index, by);
    } else {
      ((ObjectNode) parent).set((String) path.getLast(), by);
    }
  }

  private static void remove(ObjectNode root, List<Object> path) {
    JsonNode parent = parent(root, path);
    if (path.getLast() instanceof Integer index) {
      ((ArrayNode) parent).remove(index);
    } else {
      ((ObjectNode) parent).remove((String) path.getLast());
    }
  }

  private static List<Object> plus(List<Object> path, Object part) {
    List<Object> longer = new ArrayList<>(path);
    longer.add(part);
    return longer;
  }
}
