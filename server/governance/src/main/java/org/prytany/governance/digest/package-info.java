/** Second stage: the text is digested, and its claims are compared with the effects. */
@NullMarked
package org.prytany.governance.digest;

import org.jspecify.annotations.NullMarked;
