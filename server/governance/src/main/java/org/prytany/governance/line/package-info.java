/** The line itself: what is due for every proposal is planned, and its stage does it. */
@NullMarked
package org.prytany.governance.line;

import org.jspecify.annotations.NullMarked;
