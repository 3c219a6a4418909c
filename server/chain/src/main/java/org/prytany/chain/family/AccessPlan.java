package org.prytany.chain.family;

import java.util.List;
import java.util.Optional;
import org.prytany.chain.abi.AbiBytes;
import org.prytany.chain.abi.AbiType;
import org.prytany.chain.abi.AbiValue;
import org.prytany.chain.rpc.Question;
import org.prytany.chain.rpc.Views;
import org.prytany.governance.dao.Dao;
import org.prytany.governance.proposal.ProposalContent;
import org.prytany.spi.Address;

/**
 * How a governor with an AccessManager executes a proposal, by its own word, call by call. It is
 * made when the proposal is, and never changes.
 *
 * <p>Source: OpenZeppelin GovernorTimelockAccess.proposalExecutionPlan.
 *
 * @param delay seconds between queueing and execution
 * @param indirect which calls go through the manager
 * @param delayed which of them are scheduled there first
 */
public record AccessPlan(
    Address manager, long delay, List<Boolean> indirect, List<Boolean> delayed) {
  private static final AbiType FLAGS = new AbiType.Items(new AbiType.Flag());
  private static final String MANAGER = "accessManager()";
  private static final String PLAN = "proposalExecutionPlan(uint256)";

  public AccessPlan {
    indirect = List.copyOf(indirect);
    delayed = List.copyOf(delayed);
  }

  /** What {@link #of} asks. */
  public static List<Question> questions(Views views, Dao dao, ProposalContent proposal) {
    return List.of(
        views.question(dao.governor(), MANAGER),
        views.question(dao.governor(), PLAN, id(proposal)));
  }

  /** Empty where the governor has no manager, or its plan is not about these calls. */
  public static Optional<AccessPlan> of(Views views, Dao dao, ProposalContent proposal) {
    int calls = proposal.targets().size();
    return GovernorProbe.account(views, dao.governor(), MANAGER)
        .flatMap(
            manager ->
                views
                    .values(
                        dao.governor(),
                        PLAN,
                        List.of(new AbiType.Unsigned(32), FLAGS, FLAGS),
                        id(proposal))
                    .map(
                        values ->
                            new AccessPlan(
                                manager,
                                values.get(0).asInt().longValue(),
                                flags(values.get(1)),
                                flags(values.get(2)))))
        .filter(plan -> plan.indirect().size() == calls && plan.delayed().size() == calls);
  }

  private static List<Boolean> flags(AbiValue list) {
    return list.asItems().stream().map(AbiValue::asFlag).toList();
  }

  private static String id(ProposalContent proposal) {
    return AbiBytes.word(proposal.key().proposalId());
  }
}
