/**
 * What a proposal executes: decoded calls, simulated effects, and what the chain says of the
 * accounts in them.
 */
@NullMarked
package org.prytany.governance.effects;

import org.jspecify.annotations.NullMarked;
