package org.prytany.rules;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The facts that a rule may read, each with its type. docs/policy.md says what each one means. */
final class Facts {

  /** Facts under this name come from the text, which whoever proposes writes as they please. */
  static final String TEXT = "text.";

  /** The vote of an account, by its address: what is read of it is {@link Followed}. */
  static final String VOTE_BY = "vote_by";

  static final String PROPOSED = "proposer_proposals";
  static final String EXECUTED = "proposer_executed";
  static final String DEFEATED = "proposer_defeated";
  static final String CANCELED = "proposer_canceled";

  /** What became of what the same account proposed before: to know it is many requests. */
  static final Set<String> HISTORY = Set.of(PROPOSED, EXECUTED, DEFEATED, CANCELED);

  static final StructType PAYMENT =
      struct(
          "Payment",
          ImmutableMap.of(
              "token", SimpleType.STRING,
              "symbol", SimpleType.STRING,
              "decimals_known", SimpleType.BOOL,
              "amount", SimpleType.DOUBLE,
              "recipient", SimpleType.STRING));

  static final StructType PARAMETER =
      struct(
          "Parameter",
          ImmutableMap.of(
              "contract", SimpleType.STRING,
              "name", SimpleType.STRING,
              "value", SimpleType.STRING));

  static final StructType ACTION =
      struct(
          "Action",
          ImmutableMap.of(
              "target", SimpleType.STRING,
              "function", SimpleType.STRING,
              "selector", SimpleType.STRING,
              "value_wei", SimpleType.DOUBLE,
              "decoded", SimpleType.BOOL));

  static final StructType EFFECT =
      struct(
          "Effect",
          ImmutableMap.of(
              "kind", SimpleType.STRING,
              "contract", SimpleType.STRING,
              "from", SimpleType.STRING,
              "to", SimpleType.STRING,
              "token", SimpleType.STRING,
              "base_units", SimpleType.DOUBLE,
              "subject", SimpleType.STRING,
              "value", SimpleType.STRING));

  static final StructType LEAVING =
      struct(
          "Leaving",
          ImmutableMap.of(
              "token", SimpleType.STRING,
              "base_units", SimpleType.DOUBLE,
              "share", SimpleType.DOUBLE));

  /** Every fact's name and type, in the order in which the documentation lists them. */
  static final Map<String, CelType> TYPES = types();

  private Facts() {}

  /** Lets the checker find the record types of what stands in lists. */
  static CelTypeProvider records() {
    ImmutableList<CelType> all = ImmutableList.of(PAYMENT, PARAMETER, ACTION, EFFECT, LEAVING);
    return new CelTypeProvider() {
      @Override
      public ImmutableCollection<CelType> types() {
        return all;
      }

      @Override
      public Optional<CelType> findType(String name) {
        return all.stream().filter(type -> type.name().equals(name)).findFirst();
      }
    };
  }

  /** The names of all fields of all records. */
  static Set<String> fields() {
    return Stream.of(PAYMENT, PARAMETER, ACTION, EFFECT, LEAVING)
        .flatMap(type -> type.fieldNames().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static CelType listOf(StructType type) {
    return ListType.create(StructTypeReference.create(type.name()));
  }

  private static Map<String, CelType> types() {
    Map<String, CelType> types = new LinkedHashMap<>();
    types.put("chain_id", SimpleType.INT);
    types.put("governor", SimpleType.STRING);
    types.put("proposer", SimpleType.STRING);
    types.put("seconds_to_deadline", SimpleType.INT);
    types.put("voting_power", SimpleType.DOUBLE);
    types.put("payments", listOf(PAYMENT));
    types.put("treasury_share", SimpleType.DOUBLE);
    types.put("moves_authority", SimpleType.BOOL);
    types.put("parameters", listOf(PARAMETER));
    types.put("simulation_succeeded", SimpleType.BOOL);
    types.put("actions", listOf(ACTION));
    types.put("effects", listOf(EFFECT));
    types.put("supports", ListType.create(SimpleType.STRING));
    types.put("votes_in_parts", SimpleType.BOOL);
    types.put("leaving", listOf(LEAVING));
    types.put("votes_for", SimpleType.DOUBLE);
    types.put("votes_against", SimpleType.DOUBLE);
    types.put("votes_abstain", SimpleType.DOUBLE);
    types.put("quorum", SimpleType.DOUBLE);
    types.put("quorum_reached", SimpleType.BOOL);
    types.put(PROPOSED, SimpleType.INT);
    types.put(EXECUTED, SimpleType.INT);
    types.put(DEFEATED, SimpleType.INT);
    types.put(CANCELED, SimpleType.INT);
    types.put(VOTE_BY, MapType.create(SimpleType.STRING, SimpleType.STRING));
    types.put("text.contradicted", SimpleType.INT);
    types.put("text.unmentioned", SimpleType.INT);
    types.put("text.blocked", SimpleType.BOOL);
    types.put("text.title", SimpleType.STRING);
    types.put("text.verdict", SimpleType.STRING);
    types.put("text.findings", ListType.create(SimpleType.STRING));
    return types;
  }

  private static StructType struct(String name, ImmutableMap<String, CelType> fields) {
    return StructType.create(
        "prytany." + name,
        ImmutableSet.copyOf(fields.keySet()),
        field -> Optional.ofNullable(fields.get(field)));
  }
}
