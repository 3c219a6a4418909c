package org.prytany.app.view;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What the chain says of an account that a proposal calls, pays or empowers. Each answer is "yes",
 * "no" or "unknown".
 *
 * @param code whether it is a contract
 * @param used whether it ever sent a transaction or made a contract
 * @param paidBefore whether the treasury paid it before, as far as logs were searched
 * @param recent whether its code is young
 * @param knownInterface whether every function that the proposal calls in it is known
 */
@Schema(name = "AccountFacts")
public record AccountView(
    String address,
    Optional<String> label,
    String code,
    String used,
    String paidBefore,
    String recent,
    String knownInterface) {}
