/** The commands of `prytany policy`: reading a policy and trying it, before it votes. */
@NullMarked
package org.prytany.policies;

import org.jspecify.annotations.NullMarked;
