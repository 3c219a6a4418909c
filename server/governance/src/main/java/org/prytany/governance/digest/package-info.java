/** Second stage: the text is digested, its calls are simulated, and the two are compared. */
@NullMarked
package org.prytany.governance.digest;

import org.jspecify.annotations.NullMarked;
