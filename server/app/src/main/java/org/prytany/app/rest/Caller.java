package org.prytany.app.rest;

import jakarta.enterprise.context.RequestScoped;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.prytany.app.problem.HttpProblems;
import org.prytany.app.problem.ProblemMapper;
import org.prytany.app.signin.Role;
import org.prytany.governance.failure.FailureCode;
import org.prytany.governance.failure.PrytanyException;
import org.prytany.spi.Address;

/** Who makes the request at hand. */
@RequestScoped
public class Caller {

  private Optional<Address> account = Optional.empty();
  private Set<Role> roles = EnumSet.noneOf(Role.class);

  void signedIn(Address as, Set<Role> with) {
    account = Optional.of(as);
    roles = Set.copyOf(with);
  }

  public Set<Role> roles() {
    return roles;
  }

  /**
   * The account.
   *
   * @throws jakarta.ws.rs.NotAuthorizedException if nobody signed in
   */
  public Address require() {
    return account.orElseThrow(
        () ->
            new jakarta.ws.rs.NotAuthorizedException(ProblemMapper.response(HttpProblems.of(401))));
  }

  /**
   * The account, which has the role.
   *
   * @throws PrytanyException NOT_ALLOWED if it does not
   */
  public Address require(Role role) {
    Address who = require();
    if (!roles.contains(role)) {
      throw new PrytanyException(
          FailureCode.NOT_ALLOWED,
          "This needs the role "
              + role.key()
              + ", which your account does not have. The operator lists who has it.");
    }
    return who;
  }
}
