/** Beside the line: what is due next for every proposal, and until when. */
@NullMarked
package org.prytany.governance.duty;

import org.jspecify.annotations.NullMarked;
